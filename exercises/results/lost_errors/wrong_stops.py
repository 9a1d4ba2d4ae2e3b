from concurrent.futures import ThreadPoolExecutor


def save(item):
    if item == "b":
        raise OSError("the disk is full")


def save_all(save, items):
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for item in items:
            if pool.submit(save, item).exception() is not None:
                failed.append(item)
                break
    return failed


def main():
    print("expected ['b'], got", save_all(save, ["a", "b", "c"]))


if __name__ == "__main__":
    main()
