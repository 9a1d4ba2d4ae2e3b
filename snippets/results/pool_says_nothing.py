from concurrent.futures import ThreadPoolExecutor

TEXTS = ("1", "many", "3", "few")


def report(future):
    error = future.exception()
    if error is not None:
        print(f"reported: {type(error).__name__}: {error}")


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        futures = [pool.submit(int, text) for text in TEXTS]
    print("the pool is closed, nobody complained")

    for text, future in zip(TEXTS, futures):
        error = future.exception()
        outcome = "fine" if error is None else type(error).__name__
        print(f"{text}: {outcome}")

    with ThreadPoolExecutor(max_workers=1) as pool:
        for text in TEXTS:
            pool.submit(int, text).add_done_callback(report)


if __name__ == "__main__":
    main()
