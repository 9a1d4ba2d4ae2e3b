import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

SITE = {"/": ["/a", "/gone", "/b"], "/a": ["/b", "/c"], "/b": ["/c"]}


def fetch(page):
    time.sleep(0.01)
    if page not in SITE:
        raise OSError("404 Not Found")
    return SITE[page]


def crawl(start, seconds):
    deadline = time.monotonic() + seconds
    seen, found, failed = {start}, {}, {}
    with ThreadPoolExecutor(max_workers=3) as pool:
        running = {pool.submit(fetch, start): start}
        while running and (left := deadline - time.monotonic()) > 0:
            for future in wait(running, left, FIRST_COMPLETED).done:
                page = running.pop(future)
                if (error := future.exception()) is not None:
                    failed[page] = str(error)
                    continue
                found[page] = future.result()
                for link in set(found[page]) - seen:
                    seen.add(link)
                    running[pool.submit(fetch, link)] = link
        pool.shutdown(cancel_futures=True)
    return sorted(found), sorted(failed.items()), len(running)


def main():
    for seconds in (10, 0):
        print("found, failed, left:", crawl("/", seconds))


if __name__ == "__main__":
    main()
