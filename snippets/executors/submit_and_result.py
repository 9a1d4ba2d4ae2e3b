from concurrent.futures import ThreadPoolExecutor

PAGES = {"home": "welcome", "news": "nothing new"}


def fetch(page):
    return f"{page}: {PAGES[page]}"


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        pages = ["home", "lost", "news"]
        futures = [pool.submit(fetch, page) for page in pages]
    for future in futures:
        try:
            print(future.result())
        except KeyError as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
