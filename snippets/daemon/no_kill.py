from threading import Event, Thread

WISHED_FOR = ("kill", "stop", "terminate", "interrupt", "cancel")


def work(stop):
    while not stop.wait(0.01):
        pass
    print("worker: heard it, ends")


def main():
    stop = Event()
    worker = Thread(target=work, args=(stop,), name="worker")
    worker.start()
    for wish in WISHED_FOR:
        print(f"{wish}: {hasattr(worker, wish)}")
    stop.set()
    worker.join()
    print("worker alive:", worker.is_alive())


if __name__ == "__main__":
    main()
