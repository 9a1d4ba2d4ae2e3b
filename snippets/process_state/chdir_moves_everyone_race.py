from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread


def unpack(folder, moved, written):
    with chdir(folder):
        moved.set()
        written.wait()


def main():
    moved, written = Event(), Event()
    with TemporaryDirectory() as top, chdir(top):
        Path("archive").mkdir()
        args = ("archive", moved, written)
        thread = Thread(target=unpack, args=args, name="unpacker")
        thread.start()
        moved.wait()
        Path("report.txt").write_text("3 rows")
        written.set()
        thread.join()
        found = [path.as_posix() for path in Path().rglob("*.txt")]
        print("the report is:", found)


if __name__ == "__main__":
    main()
