from threading import Condition, Event, Thread


def nag(cond, stop):
    while not stop.wait(0.005):
        with cond:
            cond.notify()


def main():
    cond, stop = Condition(), Event()
    nagger = Thread(target=nag, args=(cond, stop), name="nagger")
    nagger.start()
    with cond:
        got = cond.wait_for(lambda: False, timeout=0.05)
    print("notified again and again, wait_for returned", got)
    stop.set()
    nagger.join()


if __name__ == "__main__":
    main()
