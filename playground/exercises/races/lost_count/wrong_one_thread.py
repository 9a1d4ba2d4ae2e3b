from threading import Thread

count = 0


def add(times):
    global count
    for _ in range(times):
        count += 1


def main():
    for name in "AB":
        thread = Thread(target=add, args=(2,), name=name)
        thread.start()
        thread.join()
    print("count:", count)


if __name__ == "__main__":
    main()
