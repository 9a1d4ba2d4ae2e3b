import sys
from threading import Thread


def work():
    try:
        print("worker: calls sys.exit")
        sys.exit("this message is not shown")
    finally:
        print("worker: finally runs")


def main():
    worker = Thread(target=work, name="worker")
    worker.start()
    worker.join()
    print("main: goes on, worker alive:", worker.is_alive())


if __name__ == "__main__":
    main()
