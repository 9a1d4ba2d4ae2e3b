from queue import Queue
from threading import Thread


def work(jobs, results):
    while (number := jobs.get()) is not None:
        try:
            results.append(100 // number)
        except BaseException:
            results.append("error")
        finally:
            jobs.task_done()


def main():
    jobs, results = Queue(), []
    worker = Thread(target=work, args=(jobs, results), name="worker")
    worker.start()
    for number in (4, 0, 2, 1):
        jobs.put(number)

    jobs.join()
    print("after join:", results)
    try:
        jobs.task_done()
    except ValueError as error:
        print("ValueError:", error)

    jobs.put(None)
    worker.join()


if __name__ == "__main__":
    main()
