import math
from concurrent.futures import ThreadPoolExecutor

try:
    from concurrent.futures import InterpreterPoolExecutor as Pool
except ImportError:
    Pool = ThreadPoolExecutor


def main():
    with Pool(max_workers=2) as pool:
        results = list(pool.map(math.factorial, [3, 5, 8]))
    print("factorials:", results)


if __name__ == "__main__":
    main()
