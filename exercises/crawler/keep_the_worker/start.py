from queue import Queue
from threading import Thread

SITE = {"/a": "text", "/b": "text"}


def fetch(page):
    if page not in SITE:
        raise OSError("404 Not Found")
    return SITE[page]


def work(todo, found, failed):
    while (page := todo.get()) is not None:
        found[page] = fetch(page)
        todo.task_done()


def crawl(pages):
    todo, found, failed = Queue(), {}, {}
    for page in pages:
        todo.put(page)
    args = (todo, found, failed)
    workers = [Thread(target=work, args=args, daemon=True) for _ in range(2)]
    for worker in workers:
        worker.start()
    todo.join()
    for _ in workers:
        todo.put(None)
    for worker in workers:
        worker.join()
    return found, failed


def main():
    told = []
    pages = ["/a", "/gone", "/lost", "/b"]
    crawling = Thread(target=lambda: told.extend(map(sorted, crawl(pages))), daemon=True)
    crawling.start()
    crawling.join(timeout=2)
    print("expected [['/a', '/b'], ['/gone', '/lost']], got", told)


if __name__ == "__main__":
    main()
