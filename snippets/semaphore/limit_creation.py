from threading import BoundedSemaphore, Event, Thread


def work(permits, gate, done):
    try:
        gate.wait()
        done.append("job")
    finally:
        permits.release()


def main():
    permits, gate = BoundedSemaphore(2), Event()
    threads, done = [], []
    for number in range(5):
        if number == 2:
            third = permits.acquire(timeout=0.1)
            print("permit for a third:", third)
            print("threads created:", len(threads))
            gate.set()
        permits.acquire()
        threads.append(Thread(target=work, args=(permits, gate, done)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    print("threads created:", len(threads), "jobs done:", len(done))


if __name__ == "__main__":
    main()
