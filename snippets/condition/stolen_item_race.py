from threading import Condition, Event, Thread

items = []
cond = Condition()
inside = Event()


def put(item):
    with cond:
        items.append(item)
        cond.notify()


def take():
    with cond:
        if not items:
            inside.set()
            cond.wait()
        return items.pop()


def consume():
    try:
        print("slow consumer: took", take())
    except IndexError as error:
        print("slow consumer: IndexError:", error)


def main():
    slow = Thread(target=consume, name="slow consumer")
    slow.start()
    inside.wait()
    with cond:
        put("apple")
        print("fast consumer: took", take())
    slow.join()


if __name__ == "__main__":
    main()
