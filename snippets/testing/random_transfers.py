import random
from threading import Lock, Thread

balances, guard = {"a": 50, "b": 50, "c": 50}, Lock()


def transfer(source, target, amount):
    with guard:
        if 0 <= amount <= balances[source]:
            balances[target] += amount
            balances[source] -= amount


def play(seed):
    choose = random.Random(seed)
    for _ in range(5):
        source, target = choose.sample("abc", 2)
        transfer(source, target, choose.randint(1, 80))


def check_invariants():
    with guard:
        assert sum(balances.values()) == 150, balances
        assert min(balances.values()) >= 0, balances


def main():
    for seeds in zip(range(10), range(10, 20)):
        threads = [Thread(target=play, args=(s,)) for s in seeds]
        for thread in threads:
            thread.start()
            check_invariants()
        for thread in threads:
            thread.join()
        check_invariants()
    print("every seed kept the total and no balance went below 0")


if __name__ == "__main__":
    main()
