from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread


def unpack(folder):
    folder.mkdir()
    (folder / "readme.txt").write_text("hello")


def main():
    with TemporaryDirectory() as name:
        top = Path(name)
        thread = Thread(target=unpack, args=(top / "archive",))
        thread.start()
        (top / "report.txt").write_text("3 rows")
        thread.join()
        found = [path.relative_to(top) for path in top.rglob("*.txt")]
        print("found:", sorted(path.as_posix() for path in found))


if __name__ == "__main__":
    main()
