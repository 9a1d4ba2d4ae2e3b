from threading import Event, Thread


def work(stop, begun):
    try:
        while not stop.wait(0.01):
            begun.set()
    finally:
        print("worker: closed its file")


def main():
    stop, begun = Event(), Event()
    worker = Thread(target=work, args=(stop, begun), name="worker")
    worker.start()
    begun.wait()
    print("main: asks the worker to stop")
    stop.set()
    worker.join()
    print("main: worker alive:", worker.is_alive())


if __name__ == "__main__":
    main()
