from threading import Lock, Thread


def work(lock, results):
    with lock:
        results.append("done")


def main():
    lock, results = Lock(), []
    worker = Thread(target=work, args=(lock, results))
    with lock:
        worker.start()
        worker.join(timeout=0.2)
        print("join under the lock:", results)
    worker.join()
    print("join without it:", results)


if __name__ == "__main__":
    main()
