from queue import Queue
from threading import Thread


def work(jobs, done):
    while not jobs.empty():
        done.append(jobs.get() ** 2)


def run(numbers, workers):
    jobs, done = Queue(), []
    threads = [Thread(target=work, args=(jobs, done), name=f"worker-{n}") for n in range(workers)]
    for thread in threads:
        thread.start()
    for number in numbers:
        jobs.put(number)
    for thread in threads:
        thread.join()
    return sorted(done)


def main():
    print(run([1, 2, 3], workers=2))


if __name__ == "__main__":
    main()
