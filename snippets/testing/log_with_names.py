import logging
import sys
from queue import Queue
from threading import Thread

log = logging.getLogger("shop")


def serve(jobs):
    while (job := jobs.get()) is not None:
        log.info("took %s", job)
    log.info("closed")


def main():
    logging.basicConfig(
        stream=sys.stdout,
        level=logging.INFO,
        format="%(threadName)s: %(message)s",
    )
    jobs = Queue()
    clerk = Thread(target=serve, args=(jobs,), name="clerk")
    for job in ("order 1", "order 2", None):
        jobs.put(job)
    clerk.start()
    clerk.join()
    log.info("all served")


if __name__ == "__main__":
    main()
