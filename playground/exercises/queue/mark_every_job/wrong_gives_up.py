from queue import Queue
from threading import Thread


def work(jobs, handle, done):
    while (job := jobs.get()) is not None:
        try:
            done.append(handle(job))
        except ValueError:
            break
        finally:
            jobs.task_done()


def run(numbers, handle):
    jobs, done = Queue(), []
    worker = Thread(target=work, args=(jobs, handle, done), name="worker")
    worker.start()
    for number in numbers:
        jobs.put(number)
    jobs.join()
    answer = list(done)
    jobs.put(None)
    worker.join()
    return answer


def main():
    print(run([4, 2, 1], lambda number: 100 // number))


if __name__ == "__main__":
    main()
