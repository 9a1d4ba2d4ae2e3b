from threading import Event, Thread


def run_with_progress(work, show, every):
    worker = Thread(target=work, name="worker")
    worker.start()
    worker.join(timeout=every)
    show()


def main():
    shown, enough = [], Event()

    def show():
        shown.append("still working")
        if len(shown) == 3:
            enough.set()

    run_with_progress(work=lambda: enough.wait(timeout=2), show=show, every=0.2)
    print("expected 3 shows, got", len(shown), "shows")


if __name__ == "__main__":
    main()
