import time
from threading import Semaphore, Thread


def download(permits, inside, seen):
    with permits:
        inside.append("visitor")
        seen.append(len(inside))
        time.sleep(0.01)
        inside.pop()


def main():
    permits = Semaphore(2)
    inside, seen = [], []
    args = (permits, inside, seen)
    threads = [Thread(target=download, args=args) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("downloads:", len(seen))
    print("never more than two at once:", max(seen) <= 2)


if __name__ == "__main__":
    main()
