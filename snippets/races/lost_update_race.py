from threading import Barrier, Thread

counter = 0
both_have_read = Barrier(2)


def add_one():
    global counter
    seen = counter
    both_have_read.wait()
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
