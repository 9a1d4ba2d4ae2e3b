# order: free
from threading import Thread


def tell(name):
    print(f"{name} was here\n", end="")


def main():
    threads = [
        Thread(target=tell, args=(name,)) for name in ("A", "B", "C")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
