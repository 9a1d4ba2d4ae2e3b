from threading import Barrier, Lock, Thread

ROUNDS = 3


def polite(mine, yours, step, attempts, meals):
    for _ in range(ROUNDS):
        with mine:
            step.wait()
            attempts.append("try")
            if yours.acquire(blocking=False):
                meals.append("meal")
                yours.release()
            step.wait()


def main():
    fork, spoon, step = Lock(), Lock(), Barrier(2)
    attempts, meals = [], []
    common = (step, attempts, meals)
    threads = [
        Thread(target=polite, args=(fork, spoon, *common)),
        Thread(target=polite, args=(spoon, fork, *common)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"attempts: {len(attempts)}, meals: {len(meals)}")


if __name__ == "__main__":
    main()
