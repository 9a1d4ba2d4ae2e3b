from queue import Queue
from threading import Thread


def work(jobs, done):
    while (job := jobs.get()) is not None:
        done.append(job * job)


def run(numbers, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    jobs, done = Queue(), []
    threads = [Thread(target=work, args=(jobs, done), name=f"worker-{n}") for n in range(workers)]
    for thread in threads:
        thread.start()
    for number in numbers:
        jobs.put(number)
    jobs.put(None)
    for thread in threads:
        thread.join()
    return sorted(done)


def main():
    found = []
    running = Thread(target=lambda: found.extend(run([1, 2, 3], workers=2)), daemon=True)
    running.start()
    running.join(timeout=2)
    print("expected [1, 4, 9], got", found)


if __name__ == "__main__":
    main()
