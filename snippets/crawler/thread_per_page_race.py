from threading import Barrier, Thread

SITE = {"/": ["/a", "/b"], "/a": ["/c"], "/b": ["/c"], "/c": []}
both_ask = Barrier(2)
fetched, visited, threads = [], set(), []


def fetch(page):
    if page == "/c":
        both_ask.wait(timeout=5)
    fetched.append(page)
    return SITE[page]


def crawl(page):
    if page in visited:
        return
    links = fetch(page)
    visited.add(page)
    for link in links:
        thread = Thread(target=crawl, args=(link,))
        threads.append(thread)
        thread.start()


def main():
    crawl("/")
    for thread in threads:
        thread.join()
    print("pages:", len(visited), "threads:", len(threads))
    print("fetched /c:", fetched.count("/c"), "times")


if __name__ == "__main__":
    main()
