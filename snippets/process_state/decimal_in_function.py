from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, localcontext


def third(digits):
    with localcontext(prec=digits):
        return Decimal(1) / 3


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        print("main:", third(4))
        print("pool:", pool.submit(third, 4).result())


if __name__ == "__main__":
    main()
