from queue import Queue
from threading import Lock, Thread

SITE = {"/": ["/a", "/gone", "/b"], "/a": ["/gone"], "/b": []}
todo = Queue()
guard = Lock()
seen = {"/"}
results = {}


def work():
    while (page := todo.get()) is not None:
        try:
            results[page] = SITE[page]
            with guard:
                new = set(results[page]) - seen
                seen.update(new)
            for link in new:
                todo.put(link)
        except Exception as error:
            results[page] = error
        finally:
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
    print(sorted(results.items()))


if __name__ == "__main__":
    main()
