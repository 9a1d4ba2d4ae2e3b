from concurrent.futures import ThreadPoolExecutor
from threading import Event

LINKS = {"home": ["news", "help"], "news": ["home"], "help": []}


def crawl(page, pool, gate):
    gate.wait()
    for link in LINKS[page]:
        pool.submit(crawl, link, pool, gate)
    return page


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        print("inside:", pool.submit(len, "four").result())
    try:
        pool.submit(len, "four")
    except RuntimeError as error:
        print("after the with:", error)

    gate = Event()
    pool = ThreadPoolExecutor(max_workers=2)
    future = pool.submit(crawl, "home", pool, gate)
    pool.shutdown(wait=False)
    gate.set()
    print("from a task:", future.exception())


if __name__ == "__main__":
    main()
