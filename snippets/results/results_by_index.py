from threading import Thread


def square(index, number, results):
    results[index] = number * number


def main():
    numbers = [2, 3]
    results = [None] * len(numbers)
    threads = [
        Thread(target=square, args=(index, number, results))
        for index, number in enumerate(numbers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(results)


if __name__ == "__main__":
    main()
