import threading
from threading import Thread


def work():
    assert 1 + 1 == 3, "wrong sum"


def check_blindly():
    worker = Thread(target=work, name="worker")
    worker.start()
    worker.join()


def check_with_hook():
    failures = []
    usual = threading.excepthook
    threading.excepthook = failures.append
    try:
        check_blindly()
    finally:
        threading.excepthook = usual
    for failure in failures:
        raise failure.exc_value


def main():
    usual = threading.excepthook
    threading.excepthook = lambda failure: None
    check_blindly()
    threading.excepthook = usual
    print("the blind check passed")
    try:
        check_with_hook()
    except AssertionError as error:
        print("the other one failed:", error)


if __name__ == "__main__":
    main()
