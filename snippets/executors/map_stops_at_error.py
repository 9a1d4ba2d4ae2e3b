from concurrent.futures import ThreadPoolExecutor


def divide(number):
    return 12 // number


def main():
    numbers = [4, 3, 0, 1]
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(divide, numbers)
        try:
            for result in results:
                print("from map:", result)
        except ZeroDivisionError as error:
            print("from map:", type(error).__name__)
        print("left in the iterator:", list(results))

        futures = [pool.submit(divide, number) for number in numbers]
        for number, future in zip(numbers, futures):
            error = future.exception()
            failed = error is not None
            outcome = (
                type(error).__name__ if failed else future.result()
            )
            print(f"submitted {number}: {outcome}")


if __name__ == "__main__":
    main()
