import pickle
from threading import Lock, Thread


def add(basket):
    basket.append("apple")


def main():
    basket = []
    thread = Thread(target=add, args=(basket,))
    thread.start()
    thread.join()
    print("after a thread added to it:", basket)

    copy = pickle.loads(pickle.dumps(basket))
    add(copy)
    print("after the copy was added to:", basket)

    try:
        pickle.dumps(Lock())
    except TypeError as error:
        print(f"TypeError: {error}")


if __name__ == "__main__":
    main()
