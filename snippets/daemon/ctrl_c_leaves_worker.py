from threading import Event, Thread


def work(main_is_over):
    main_is_over.wait()
    for step in range(3):
        print("worker: nobody told me, step", step)


def wait_for_ctrl_c():
    raise KeyboardInterrupt


def main():
    main_is_over = Event()
    worker = Thread(target=work, args=(main_is_over,), name="worker")
    worker.start()
    try:
        wait_for_ctrl_c()
    except KeyboardInterrupt:
        print("main: KeyboardInterrupt, leaves at once")
    main_is_over.set()


if __name__ == "__main__":
    main()
