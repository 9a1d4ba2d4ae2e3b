from threading import Lock, Thread

counter = 0
lock = Lock()


def add_one():
    global counter
    with lock:
        seen = counter
    with lock:
        counter = seen + 1


def main():
    threads = [Thread(target=add_one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"expected 2, got {counter}")


if __name__ == "__main__":
    main()
