from concurrent.futures import ThreadPoolExecutor, as_completed

TEXTS = ("1", "many", "3")


def by_map():
    with ThreadPoolExecutor() as pool:
        numbers = pool.map(int, TEXTS)
    got = []
    try:
        for number in numbers:
            got.append(number)
    except ValueError:
        print("map: got", got, "then ValueError")
    print("map: the rest is", list(numbers))


def by_as_completed():
    outcomes = {}
    with ThreadPoolExecutor() as pool:
        text_of = {pool.submit(int, text): text for text in TEXTS}
        for future in as_completed(text_of):
            text = text_of[future]
            try:
                outcomes[text] = future.result()
            except ValueError:
                outcomes[text] = "ValueError"
    for text in TEXTS:
        print(f"as_completed: {text} -> {outcomes[text]}")


def main():
    by_map()
    by_as_completed()


if __name__ == "__main__":
    main()
