# order: free
from threading import Lock, Thread

first, second = Lock(), Lock()


def take_both(name):
    with first:
        with second:
            print(f"{name} has both")


def main():
    threads = [
        Thread(target=take_both, args=(name,))
        for name in ("ann", "bob")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
