from queue import Queue
from threading import Thread


def work(jobs, done):
    while (job := jobs.get()) is not None:
        done.append(job * job)


def run(numbers, workers):
    jobs, done = Queue(), []
    threads = [Thread(target=work, args=(jobs, done), name=f"worker-{n}") for n in range(workers)]
    for thread in threads:
        thread.start()
    for number in numbers:
        jobs.put(number)
    for _ in threads:
        jobs.put(None)
    for thread in threads:
        thread.join()
    return sorted(done)


def main():
    print(run([1, 2, 3], workers=2))


if __name__ == "__main__":
    main()
