from queue import Queue
from threading import Thread

END = object()


def listen(source, items, inbox):
    try:
        for item in items:
            inbox.put((source, item))
    finally:
        inbox.put((source, END))


def main():
    inbox, got, open_sources = Queue(), {}, {"keys", "mouse"}
    given = {"keys": "abc", "mouse": (1, 2)}
    threads = [
        Thread(target=listen, args=(source, given[source], inbox))
        for source in open_sources
    ]
    for thread in threads:
        thread.start()
    while open_sources:
        source, item = inbox.get()
        if item is END:
            open_sources.remove(source)
        else:
            got.setdefault(source, []).append(item)
    for thread in threads:
        thread.join()
    print("keys:", got["keys"])
    print("mouse:", got["mouse"])


if __name__ == "__main__":
    main()
