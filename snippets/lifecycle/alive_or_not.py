from threading import Event, Thread


def show(stage, worker):
    has_ident = worker.ident is not None
    print(f"{stage}: alive {worker.is_alive()}, has ident {has_ident}")


def main():
    gate = Event()
    worker = Thread(target=gate.wait, name="worker")
    show("created", worker)

    worker.start()
    show("started", worker)

    gate.set()
    worker.join()
    show("joined", worker)

    try:
        worker.start()
    except RuntimeError as error:
        print(f"second start: RuntimeError: {error}")


if __name__ == "__main__":
    main()
