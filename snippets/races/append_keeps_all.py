from threading import Thread


def add_all(items, numbers):
    for number in numbers:
        items.append(number)


def main():
    items = []
    ranges = [range(0, 100), range(100, 200), range(200, 300)]
    threads = [Thread(target=add_all, args=(items, r)) for r in ranges]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("kept:", len(items))
    print("none lost, none doubled:", sorted(items) == list(range(300)))


if __name__ == "__main__":
    main()
