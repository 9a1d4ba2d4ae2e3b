# order: free
from threading import Semaphore, Thread


def prepare(part, ready):
    print(f"{part} is ready\n", end="")
    ready.release()


def main():
    ready = Semaphore(0)
    threads = [
        Thread(target=prepare, args=(part, ready))
        for part in ("bread", "butter")
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        ready.acquire()
    print("breakfast\n", end="")
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
