from threading import Barrier, Lock, Thread


class Parcel:
    made = 0
    made_lock = Lock()

    def __init__(self):
        self.own_lock = Lock()

    def count(self, lock, meet):
        with lock:
            seen = Parcel.made
            meet.wait()
            Parcel.made = seen + 1


def main():
    ways = {
        "a lock in each instance": (None, Barrier(2)),
        "a lock beside the data": (Parcel.made_lock, Barrier(1)),
    }
    for label, (shared, meet) in ways.items():
        Parcel.made = 0
        threads = []
        for parcel in (Parcel(), Parcel()):
            args = (shared or parcel.own_lock, meet)
            threads.append(Thread(target=parcel.count, args=args))
            threads[-1].start()
        for thread in threads:
            thread.join()
        print(f"{label}: expected 2, got {Parcel.made}")


if __name__ == "__main__":
    main()
