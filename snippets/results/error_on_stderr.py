import contextlib
import io
from threading import Thread


def parse(text):
    return int(text)


def main():
    stderr = io.StringIO()
    with contextlib.redirect_stderr(stderr):
        worker = Thread(target=parse, args=("many",), name="parser")
        worker.start()
        try:
            worker.join()
        except ValueError:
            print("this line is never printed")
        print("main goes on, worker alive:", worker.is_alive())

    first, *_, last = stderr.getvalue().splitlines()
    print("first line on stderr:", first)
    print("last line on stderr:", last)


if __name__ == "__main__":
    main()
