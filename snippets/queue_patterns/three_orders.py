from queue import LifoQueue, PriorityQueue, Queue


def main():
    for kind in (Queue, LifoQueue, PriorityQueue):
        items = kind()
        for number in (2, 3, 1):
            items.put(number)
        order = [items.get() for _ in range(3)]
        print(f"{kind.__name__:<14}{order}")


if __name__ == "__main__":
    main()
