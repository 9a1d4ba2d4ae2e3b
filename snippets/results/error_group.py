from concurrent.futures import ThreadPoolExecutor


def fetch(name):
    if name == "b":
        raise ValueError("not a page")
    if name == "d":
        raise TimeoutError("no reply")
    return f"page {name}"


def fetch_all(names):
    names = list(names)
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(fetch, name) for name in names]
    errors = []
    for name, future in zip(names, futures):
        error = future.exception()
        if error is not None:
            error.add_note(f"while fetching {name}")
            errors.append(error)
    if errors:
        raise ExceptionGroup("some pages failed", errors)
    return [future.result() for future in futures]


def main():
    print(fetch_all("ac"))
    try:
        fetch_all("abcd")
    except* TimeoutError as group:
        print("try again:", group.exceptions[0].__notes__)
    except* ValueError as group:
        print("give up:", group.exceptions[0].__notes__)


if __name__ == "__main__":
    main()
