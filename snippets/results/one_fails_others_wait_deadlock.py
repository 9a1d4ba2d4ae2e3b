from threading import Event, Thread


def read_table(name):
    raise OSError(f"no such {name}")


def load(loaded):
    try:
        read_table("table")
        loaded.set()
    except OSError as error:
        print("loader: failed:", error)


def show(loaded):
    loaded.wait()
    print("viewer: shows the table")


def main():
    loaded = Event()
    loader = Thread(target=load, args=(loaded,), daemon=True)
    viewer = Thread(target=show, args=(loaded,), daemon=True)
    for thread in (loader, viewer):
        thread.start()
    loader.join()
    viewer.join(timeout=0.1)
    print("viewer still waits:", viewer.is_alive())


if __name__ == "__main__":
    main()
