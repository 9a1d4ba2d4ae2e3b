from threading import Lock, Thread

count = 0


def add(times):
    global count
    guard = Lock()
    for _ in range(times):
        with guard:
            count += 1


def main():
    threads = [Thread(target=add, args=(2,), name=name) for name in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("count:", count)


if __name__ == "__main__":
    main()
