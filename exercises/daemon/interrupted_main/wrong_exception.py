from threading import Event, Thread


def work(stop, tidied):
    stop.wait()
    tidied.append("worker")


def serve(wait_for_the_end, tidied):
    stop = Event()
    worker = Thread(target=work, args=(stop, tidied), name="worker")
    worker.start()
    try:
        wait_for_the_end()
    except Exception:
        stop.set()
        worker.join()
        raise
    stop.set()
    worker.join()


def main():
    tidied = []

    def press_ctrl_c():
        raise KeyboardInterrupt

    try:
        serve(press_ctrl_c, tidied)
    except KeyboardInterrupt:
        print("expected ['worker'], got", tidied)


if __name__ == "__main__":
    main()
