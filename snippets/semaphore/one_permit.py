# order: free
from threading import Semaphore, Thread

gate = Semaphore(1)


def visit(name):
    with gate:
        print(f"{name} goes in\n", end="")
        print(f"{name} comes out\n", end="")


def main():
    threads = [
        Thread(target=visit, args=(name,)) for name in ("ann", "bob")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
