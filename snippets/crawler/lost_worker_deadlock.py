import threading
from queue import Queue
from threading import Thread

SITE = {"/": ["/broken"]}


def fetch(page):
    if page not in SITE:
        raise OSError(f"cannot read {page}")
    return SITE[page]


def work(todo):
    while True:
        for link in fetch(todo.get()):
            todo.put(link)
        todo.task_done()


def report(failure):
    print(f"{failure.thread.name} died: {failure.exc_value}")


def main():
    threading.excepthook = report
    todo = Queue()
    todo.put("/")
    worker = Thread(target=work, args=(todo,), name="worker")
    worker.start()
    waiter = Thread(target=todo.join, daemon=True)
    waiter.start()
    waiter.join(timeout=0.2)
    print("crawl has ended:", not waiter.is_alive())
    worker.join()
    print("not marked as done:", todo.unfinished_tasks)


if __name__ == "__main__":
    main()
