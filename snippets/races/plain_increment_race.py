from threading import Thread

counter = 0


def add_one():
    global counter
    counter += 1


def main():
    threads = [Thread(target=add_one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter == 2, f"expected 2, got {counter}"
    print("both updates are there, this time")


if __name__ == "__main__":
    main()
