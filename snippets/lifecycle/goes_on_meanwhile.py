# order: free
from threading import Thread


def work():
    print("worker: works\n", end="")


def main():
    worker = Thread(target=work)
    worker.start()
    print("main: goes on\n", end="")
    worker.join()
    print("main: has joined")


if __name__ == "__main__":
    main()
