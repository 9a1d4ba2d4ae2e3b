from threading import Semaphore, Thread

permits = Semaphore(2)
done, failed = [], []


def use(job):
    permits.acquire()
    try:
        done.append(10 // job)
    except ZeroDivisionError:
        failed.append(job)
        return
    permits.release()


def main():
    jobs = [Thread(target=use, args=(n,), name=f"job-{n}") for n in (0, 2, 0, 5)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    print("done:", sorted(done), "failed:", failed)


if __name__ == "__main__":
    main()
