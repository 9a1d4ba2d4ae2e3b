from collections import deque
from threading import active_count


def cook(dish, steps):
    for step in steps:
        print(f"{dish}: {step}")
        yield


def main():
    pots = deque(
        [
            cook("rice", ["wash", "boil", "serve"]),
            cook("soup", ["chop", "simmer", "serve"]),
        ]
    )
    while pots:
        pot = pots.popleft()
        try:
            next(pot)
        except StopIteration:
            continue
        pots.append(pot)
    print("threads:", active_count())


if __name__ == "__main__":
    main()
