from threading import BoundedSemaphore, Semaphore


def count_permits(permits):
    count = 0
    while permits.acquire(blocking=False):
        count += 1
    return count


def main():
    for cls in (Semaphore, BoundedSemaphore):
        permits = cls(2)
        try:
            permits.release()
        except ValueError as error:
            print(cls.__name__, "-> ValueError:", error)
        print(cls.__name__, "permits:", count_permits(permits))


if __name__ == "__main__":
    main()
