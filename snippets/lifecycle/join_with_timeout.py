from threading import Event, Thread


def main():
    gate = Event()
    worker = Thread(target=gate.wait, name="worker")
    worker.start()

    print("join(timeout=0.05) returned", worker.join(timeout=0.05))
    print("worker alive:", worker.is_alive())

    gate.set()
    print("join(timeout=10) returned", worker.join(timeout=10))
    print("worker alive:", worker.is_alive())


if __name__ == "__main__":
    main()
