# order: free
from threading import Thread


def square(number, results):
    results.append(number * number)


def main():
    results = []
    threads = [
        Thread(target=square, args=(number, results))
        for number in (2, 3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        print(result)


if __name__ == "__main__":
    main()
