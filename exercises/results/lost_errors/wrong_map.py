from concurrent.futures import ThreadPoolExecutor


def save(item):
    if item == "b":
        raise OSError("the disk is full")


def save_all(save, items):
    saved = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(save, items)
    try:
        for _ in results:
            saved += 1
    except Exception:
        return [items[saved]]
    return []


def main():
    print("expected ['b'], got", save_all(save, ["a", "b", "c"]))


if __name__ == "__main__":
    main()
