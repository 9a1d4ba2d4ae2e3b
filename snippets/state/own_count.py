# order: free
from threading import Thread, local

own = local()


def count(name):
    own.count = 0
    for _ in range(2):
        own.count += 1
    print(f"{name} counted {own.count}\n", end="")


def main():
    threads = [
        Thread(target=count, args=(name,)) for name in ("ann", "bob")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
