from threading import Semaphore, Thread


def show(permits, job):
    permits.acquire()
    print(job, "job works")
    if job == "bad":
        raise ValueError("no data")
    permits.release()


def attempt(permits, job):
    try:
        show(permits, job)
    except ValueError as error:
        print(job, "job failed:", error)


def main():
    permits = Semaphore(1)
    for job, patience in (("bad", 10), ("good", 0.2)):
        args = (permits, job)
        worker = Thread(target=attempt, args=args, daemon=True)
        worker.start()
        worker.join(timeout=patience)
        print(job, "job still waits:", worker.is_alive())


if __name__ == "__main__":
    main()
