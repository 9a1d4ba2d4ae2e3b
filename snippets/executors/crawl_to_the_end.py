from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

LINKS = {"home": ["news", "help"], "news": ["home"], "help": []}


def fetch(page):
    return page, LINKS[page]


def main():
    seen = {"home"}
    with ThreadPoolExecutor(max_workers=2) as pool:
        pending = {pool.submit(fetch, "home")}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                page, links = future.result()
                for link in links:
                    if link not in seen:
                        seen.add(link)
                        pending.add(pool.submit(fetch, link))
    print("fetched:", sorted(seen))


if __name__ == "__main__":
    main()
