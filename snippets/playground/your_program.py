from threading import Lock, Thread

total = 0
guard = Lock()


def add(number):
    global total
    with guard:
        total += number


def main():
    threads = [
        Thread(target=add, args=(number,), name=f"adder-{number}")
        for number in (1, 2, 3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("total:", total)


if __name__ == "__main__":
    main()
