import time
from queue import Queue
from threading import Lock, Thread

SITE = {"/": ["/a", "/b"], "/a": ["/c"], "/b": ["/c", "/"], "/c": []}
todo, guard, seen, found = Queue(), Lock(), {"/"}, {}


def fetch(page):
    time.sleep(0.01)
    return SITE[page]


def work():
    while (page := todo.get()) is not None:
        links = fetch(page)
        found[page] = links
        with guard:
            new = set(links) - seen
            seen.update(new)
        for link in new:
            todo.put(link)
        todo.task_done()


def main():
    todo.put("/")
    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    todo.join()
    for worker in workers:
        todo.put(None)
    for worker in workers:
        worker.join()
    print("found:", sorted(found))


if __name__ == "__main__":
    main()
