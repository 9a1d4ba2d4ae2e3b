import warnings
from concurrent.futures import ThreadPoolExecutor


def parse(text):
    warnings.warn("old format", DeprecationWarning)
    return int(text)


def main():
    before = list(warnings.filters)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        with ThreadPoolExecutor(max_workers=2) as pool:
            print(list(pool.map(parse, ["1", "2", "3"])))
    print("filters as before:", warnings.filters == before)


if __name__ == "__main__":
    main()
