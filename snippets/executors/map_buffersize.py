# requires: python 3.14
from concurrent.futures import ThreadPoolExecutor
from itertools import count


def numbers(drawn):
    for number in count(1):
        drawn.append(number)
        yield number


def square(number):
    return number * number


def main():
    drawn = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(square, numbers(drawn), buffersize=3)
        print("drawn before any result:", drawn)
        for taken in range(1, 5):
            result = next(results)
            print(f"{taken} taken ({result}), {len(drawn)} drawn")


if __name__ == "__main__":
    main()
