from threading import Event, Thread


def work(ready, config):
    ready.wait()
    print("worker: mode is", config["mode"])


def main():
    ready = Event()
    config = {}
    worker = Thread(target=work, args=(ready, config), name="worker")
    worker.start()
    config["mode"] = "fast"
    print("main: set, it was", ready.is_set())
    ready.set()
    worker.join()
    print("main: afterwards it is", ready.is_set())


if __name__ == "__main__":
    main()
