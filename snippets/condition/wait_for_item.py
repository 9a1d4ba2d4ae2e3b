from threading import Condition, Thread


def consume(cond, items):
    with cond:
        cond.wait_for(lambda: items)
        print("consumer: got", items.pop())


def main():
    cond = Condition()
    items = []
    args = (cond, items)
    consumer = Thread(target=consume, args=args, name="consumer")
    consumer.start()
    with cond:
        print("producer: puts an apple")
        items.append("apple")
        cond.notify()
    consumer.join()
    print("left over:", items)


if __name__ == "__main__":
    main()
