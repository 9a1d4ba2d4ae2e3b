import time
from queue import Queue
from threading import Event, Thread


def work(todo, stop, found, limit):
    while (page := todo.get()) is not None and not stop.is_set():
        time.sleep(0.01)
        for link in (2 * page, 2 * page + 1):
            todo.put(link)
        found.append(page)
        if len(found) >= limit:
            stop.set()


def crawl(limit, seconds):
    todo, stop, found = Queue(), Event(), []
    todo.put(1)
    args = (todo, stop, found, limit)
    workers = [Thread(target=work, args=args) for _ in range(3)]
    for worker in workers:
        worker.start()
    try:
        stopped_itself = stop.wait(timeout=seconds)
    finally:
        stop.set()
        for worker in workers:
            todo.put(None)
        for worker in workers:
            worker.join()
    print("by the limit:", stopped_itself, "left:", not todo.empty())


def main():
    crawl(limit=10, seconds=10)
    crawl(limit=10**6, seconds=0.1)


if __name__ == "__main__":
    main()
