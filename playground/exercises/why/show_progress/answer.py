import time
from threading import Thread


def run_with_progress(work, show, every):
    worker = Thread(target=work, name="worker")
    worker.start()
    worker.join(timeout=every)
    while worker.is_alive():
        show()
        worker.join(timeout=every)


def main():
    run_with_progress(
        work=lambda: time.sleep(0.1),
        show=lambda: print("still working"),
        every=0.03,
    )
    print("done")


if __name__ == "__main__":
    main()
