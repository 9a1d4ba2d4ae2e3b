from threading import Lock, Thread

guard = Lock()


def tickets(count):
    for number in range(count):
        yield 100 + number


def take_all(source, taken):
    with guard:
        ticket = next(source, None)
    if ticket is not None:
        taken.append(ticket)


def main():
    source, taken = tickets(4), []
    threads = [Thread(target=take_all, args=(source, taken)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sorted(taken))


if __name__ == "__main__":
    main()
