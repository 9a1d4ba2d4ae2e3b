from threading import Semaphore, Thread


def pass_through(permits, passed):
    permits.acquire()
    passed.release()


def main():
    permits, passed = Semaphore(0), Semaphore(0)
    args = (permits, passed)
    threads = [Thread(target=pass_through, args=args) for _ in range(3)]
    for thread in threads:
        thread.start()

    permits.release(n=2)
    for which in ("first", "second"):
        print(f"a {which} one passed:", passed.acquire(timeout=10))
    print("a third one passed:", passed.acquire(timeout=0.05))
    permits.release()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
