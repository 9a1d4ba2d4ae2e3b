from threading import Semaphore, Thread

permits = Semaphore(2)
done, failed = [], []


def use(job):
    with permits:
        try:
            done.append(10 // job)
        except ZeroDivisionError:
            failed.append(job)


def main():
    jobs = [Thread(target=use, args=(n,), name=f"job-{n}", daemon=True) for n in (0, 2, 0, 5)]
    for job in jobs:
        job.start()
        job.join(timeout=0.5)
    print("expected [2, 5], got", sorted(done))


if __name__ == "__main__":
    main()
