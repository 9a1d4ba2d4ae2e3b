from threading import BoundedSemaphore, Event, Semaphore, Thread


def work(permits, inside, entered, gate):
    with permits:
        inside.append("job")
        entered.release()
        gate.wait()


def main():
    permits, gate = BoundedSemaphore(2), Event()
    entered, inside = Semaphore(0), []
    args = (permits, inside, entered, gate)
    threads = [Thread(target=work, args=args) for _ in range(5)]
    for thread in threads:
        thread.start()
    entered.acquire()
    entered.acquire()
    third = entered.acquire(timeout=0.1)
    print("threads created:", len(threads), "let in:", len(inside))
    print("a third came in:", third)
    gate.set()
    for thread in threads:
        thread.join()
    print("let in at last:", len(inside))


if __name__ == "__main__":
    main()
