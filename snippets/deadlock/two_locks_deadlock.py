from threading import Barrier, Lock, Thread


def work(first, second, both_hold_one):
    with first:
        both_hold_one.wait()
        with second:
            pass


def main():
    left, right, both_hold_one = Lock(), Lock(), Barrier(2)
    threads = [
        Thread(target=work, args=args, name=name, daemon=True)
        for name, args in (
            ("A", (left, right, both_hold_one)),
            ("B", (right, left, both_hold_one)),
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=0.2)
    print("still waiting:", [t.name for t in threads if t.is_alive()])


if __name__ == "__main__":
    main()
