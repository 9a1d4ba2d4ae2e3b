from queue import Queue
from threading import Thread


def work(jobs, handle, done):
    while (job := jobs.get()) is not None:
        jobs.task_done()
        try:
            done.append(handle(job))
        except ValueError:
            continue


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
    found, jobs = [], [4, 0, 1]

    def divide():
        found.extend(run(jobs, lambda number: 100 // number))

    running = Thread(target=divide, daemon=True)
    running.start()
    running.join(timeout=2)
    print("expected [25, 100], got", found)


if __name__ == "__main__":
    main()
