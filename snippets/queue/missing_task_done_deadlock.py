from queue import Queue
from threading import Thread


def work(jobs, results):
    for _ in range(3):
        text = jobs.get()
        try:
            number = int(text)
        except ValueError:
            continue
        results.append(number)
        jobs.task_done()


def main():
    jobs, results = Queue(), []
    for text in ("1", "two", "3"):
        jobs.put(text)
    worker = Thread(target=work, args=(jobs, results), name="worker")
    worker.start()
    worker.join()
    print(worker.name, "ended:", results, "queue empty:", jobs.empty())

    joiner = Thread(target=jobs.join, name="joiner", daemon=True)
    joiner.start()
    joiner.join(timeout=0.2)
    print(joiner.name, "still waiting:", joiner.is_alive())


if __name__ == "__main__":
    main()
