from threading import BoundedSemaphore, Thread


def show(permits, job):
    with permits:
        print(job, "job works")
        if job == "bad":
            raise ValueError("no data")


def attempt(permits, job):
    try:
        show(permits, job)
    except ValueError as error:
        print(job, "job failed:", error)


def main():
    permits = BoundedSemaphore(1)
    for job in ("bad", "good"):
        worker = Thread(target=attempt, args=(permits, job))
        worker.start()
        worker.join()
    print("permit is back:", permits.acquire(blocking=False))


if __name__ == "__main__":
    main()
