from threading import Thread


def add(numbers, totals, place):
    totals[place] = sum(numbers)


def main():
    numbers = list(range(1, 1001))
    parts = [numbers[start::4] for start in range(4)]
    totals = [None] * len(parts)
    workers = [
        Thread(target=add, args=(part, totals, place))
        for place, part in enumerate(parts)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("totals:", totals)
    print("sum:", sum(totals), "expected:", sum(numbers))


if __name__ == "__main__":
    main()
