import logging
import sys
from threading import Thread


def fetch(page):
    logging.info("fetched %s", page)


def main():
    logging.basicConfig(
        level=logging.INFO,
        stream=sys.stdout,
        format="%(threadName)s: %(message)s",
    )
    for page in ("home", "help"):
        name = f"fetch-{page}"
        worker = Thread(target=fetch, args=(page,), name=name)
        worker.start()
        worker.join()
    logging.info("done")


if __name__ == "__main__":
    main()
