from threading import Condition, Event, Thread


def wait_inside(cond, inside, log):
    with cond:
        log.append("waiter: I hold the lock, now I wait")
        inside.set()
        cond.wait()
        log.append("waiter: wait() is over, I hold the lock again")


def main():
    cond = Condition()
    inside = Event()
    log = []
    waiter = Thread(
        target=wait_inside, args=(cond, inside, log), name="waiter"
    )
    waiter.start()
    inside.wait()
    with cond:
        log.append("main: I got the lock, so wait() let go of it")
        cond.notify()
        log.append("main: I notified and still hold the lock")
    waiter.join()
    print(*log, sep="\n")


if __name__ == "__main__":
    main()
