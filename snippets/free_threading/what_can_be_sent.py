import pickle
from threading import Lock


def send(thing):
    return pickle.loads(pickle.dumps(thing))


def main():
    basket = ["apple"]
    received = send(basket)
    received.append("pear")
    print("sent:", basket, "received:", received)
    things = {
        "a dict of lists": {"a": [1]},
        "a function of a module": len,
        "a lock": Lock(),
        "a generator": (n for n in range(3)),
    }
    for name, thing in things.items():
        try:
            send(thing)
            print(name, "arrives")
        except TypeError as error:
            print(f"{name} does not: {error}")


if __name__ == "__main__":
    main()
