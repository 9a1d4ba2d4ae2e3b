from io import StringIO
from threading import Thread


def report(out):
    print("report: 3 rows", file=out)


def main():
    out = StringIO()
    reporter = Thread(target=report, args=(out,), name="reporter")
    reporter.start()
    print("main: payment failed")
    reporter.join()
    print("the reporter wrote:", out.getvalue().splitlines())


if __name__ == "__main__":
    main()
