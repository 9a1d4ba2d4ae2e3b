from threading import Condition, Lock, RLock, Thread


def notify_without_lock(label, cond):
    try:
        cond.notify()
        print(f"{label}: nothing was said")
    except RuntimeError as error:
        print(f"{label}: RuntimeError: {error}")


def main():
    for label, lock in (("RLock", RLock()), ("Lock", Lock())):
        cond = Condition(lock)
        args = (f"{label} held by main", cond)
        other = Thread(target=notify_without_lock, args=args)
        with cond:
            other.start()
            other.join()
        notify_without_lock(f"{label} held by nobody", cond)


if __name__ == "__main__":
    main()
