from queue import Queue


def show(label, call, *args, **options):
    try:
        result = call(*args, **options)
    except Exception as error:
        print(f"  {label:<24} {type(error).__name__}")
    else:
        print(f"  {label:<24} returns {result!r}")


def main():
    print("get from an empty queue")
    get = Queue().get
    show("block=False", get, block=False)
    show("timeout=0.05", get, timeout=0.05)
    show("timeout=-1", get, timeout=-1)
    show("block=False, timeout=-1", get, block=False, timeout=-1)

    print("put into a full queue")
    full = Queue(maxsize=1)
    full.put("a")
    show("block=False", full.put, "b", block=False)
    show("timeout=0.05", full.put, "b", timeout=0.05)
    show("timeout=-1", full.put, "b", timeout=-1)

    print("get from a queue with an item")
    show("timeout=-1", full.get, timeout=-1)
    show("block=False", full.get, block=False)

    print("put into an unbounded queue")
    put = Queue().put
    show("block=False", put, "c", block=False)
    show("timeout=-1", put, "d", timeout=-1)


if __name__ == "__main__":
    main()
