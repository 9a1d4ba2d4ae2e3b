# order: free
from threading import Condition, Thread


def take(name, cond, items):
    with cond:
        cond.wait_for(lambda: items)
        items.pop()
        print(f"{name} got one")


def main():
    cond, items = Condition(), []
    takers = [
        Thread(target=take, args=(name, cond, items))
        for name in ("ann", "bob")
    ]
    for taker in takers:
        taker.start()
    for _ in takers:
        with cond:
            items.append("apple")
            cond.notify()
    for taker in takers:
        taker.join()
    print("left over:", len(items))


if __name__ == "__main__":
    main()
