from threading import Event, Thread


def work(stop):
    stop.wait()
    print("worker: tidied up")


def wait_for_ctrl_c():
    raise KeyboardInterrupt


def main():
    stop = Event()
    worker = Thread(target=work, args=(stop,), name="worker")
    worker.start()
    try:
        wait_for_ctrl_c()
    except KeyboardInterrupt:
        print("main: KeyboardInterrupt, asks the worker to stop")
    finally:
        stop.set()
        worker.join()
    print("main: ends")


if __name__ == "__main__":
    main()
