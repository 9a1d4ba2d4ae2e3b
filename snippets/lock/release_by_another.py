from threading import Lock, RLock, Thread


def release(lock):
    kind = "RLock" if isinstance(lock, type(RLock())) else "Lock"
    try:
        lock.release()
        print(f"{kind}: released by another thread")
    except RuntimeError as error:
        print(f"{kind}: {type(error).__name__}: {error}")


def main():
    for lock in (Lock(), RLock()):
        lock.acquire()
        other = Thread(target=release, args=(lock,))
        other.start()
        other.join()
    try:
        Lock().release()
    except RuntimeError as error:
        print(f"never taken: {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
