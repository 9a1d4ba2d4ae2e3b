from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, active_count

TASKS, PARTS = 3, 3


def handle(part, all_in):
    all_in.wait(timeout=5)
    return active_count()


def task(number, all_in):
    with ThreadPoolExecutor(max_workers=PARTS) as pool:
        return max(pool.map(handle, range(PARTS), [all_in] * PARTS))


def main():
    before = active_count()
    all_in = Barrier(TASKS * PARTS)
    with ThreadPoolExecutor(max_workers=TASKS) as pool:
        most = max(pool.map(task, range(TASKS), [all_in] * TASKS))
    print("threads beside main:", most - before)


if __name__ == "__main__":
    main()
