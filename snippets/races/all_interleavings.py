from itertools import permutations


def add_one(shared):
    seen = shared["counter"]
    yield
    shared["counter"] = seen + 1


def result_of(order):
    shared = {"counter": 0}
    threads = {"A": add_one(shared), "B": add_one(shared)}
    for name in order:
        next(threads[name], None)
    return shared["counter"]


def main():
    for order in sorted(set(permutations("AABB"))):
        print("".join(order), "gives", result_of(order))


if __name__ == "__main__":
    main()
