from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, getcontext, localcontext


def third():
    return Decimal(1) / 3


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(third).result()
        with localcontext():
            getcontext().prec = 4
            print("main:", third())
            print("pool:", pool.submit(third).result())


if __name__ == "__main__":
    main()
