from concurrent.futures import ThreadPoolExecutor


def outcomes(job, inputs):
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(job, one) for one in inputs]
    found = []
    for future in futures:
        try:
            found.append(future.result())
        except Exception as error:
            found.append(type(error).__name__)
    return found


def main():
    found = outcomes(lambda number: 12 // number, [4, 0, 3])
    print("expected [3, 'ZeroDivisionError', 4], got", found)


if __name__ == "__main__":
    main()
