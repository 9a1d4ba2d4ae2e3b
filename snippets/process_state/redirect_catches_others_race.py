from contextlib import redirect_stdout
from io import StringIO
from threading import Event, Thread


def capture(redirected, printed, caught):
    with redirect_stdout(StringIO()) as out:
        redirected.set()
        printed.wait()
        print("report: 3 rows")
    caught.extend(out.getvalue().splitlines())


def main():
    redirected, printed, caught = Event(), Event(), []
    args = (redirected, printed, caught)
    reporter = Thread(target=capture, args=args, name="reporter")
    reporter.start()
    redirected.wait()
    print("main: payment failed")
    printed.set()
    reporter.join()
    print("the reporter caught:", caught)


if __name__ == "__main__":
    main()
