from concurrent.futures import ThreadPoolExecutor
from itertools import product
from threading import active_count

TASKS, PARTS = 3, 3


def handle(task, part):
    return task, active_count()


def main():
    before = active_count()
    jobs = list(product(range(TASKS), range(PARTS)))
    with ThreadPoolExecutor(max_workers=3) as pool:
        futures = [pool.submit(handle, *job) for job in jobs]
    done = [future.result() for future in futures]
    most = max(count for task, count in done)
    print("parts done:", len(done))
    print("three threads at most beside main:", most - before <= 3)


if __name__ == "__main__":
    main()
