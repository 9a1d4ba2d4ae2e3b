from concurrent.futures import ThreadPoolExecutor


def inner():
    return "inner is done"


def outer(pool):
    future = pool.submit(inner)
    try:
        return future.result(timeout=0.2)
    except TimeoutError:
        never_began = future.cancel()
        return f"inner never began: {never_began}"


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        print(pool.submit(outer, pool).result())


if __name__ == "__main__":
    main()
