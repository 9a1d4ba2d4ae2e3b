from concurrent.futures import ThreadPoolExecutor


def is_prime(number):
    return number > 1 and all(
        number % factor for factor in range(2, int(number**0.5) + 1)
    )


def count_primes(bounds):
    return sum(map(is_prime, range(*bounds)))


def main():
    parts = [(first, first + 100) for first in range(0, 400, 100)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        counts = list(pool.map(count_primes, parts))
    print("primes in each part:", counts)
    print("primes below 400:", sum(counts))


if __name__ == "__main__":
    main()
