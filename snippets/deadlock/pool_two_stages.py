from concurrent.futures import ThreadPoolExecutor


def fetch(page):
    return f"text of {page}"


def count_letters(text):
    return len(text.replace(" ", ""))


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        texts = [pool.submit(fetch, page) for page in ("one", "three")]
        counts = [
            pool.submit(count_letters, text.result()) for text in texts
        ]
        print("letters:", [count.result() for count in counts])


if __name__ == "__main__":
    main()
