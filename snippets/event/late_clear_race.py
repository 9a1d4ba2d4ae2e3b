from threading import Event, Thread


def serve(bell, served):
    for _ in range(2):
        bell.wait()
        served.append("order")


def main():
    bell = Event()
    served = []
    waiter = Thread(target=serve, args=(bell, served), name="waiter")
    waiter.start()
    bell.set()
    waiter.join()
    bell.clear()
    print(f"rang once: expected 1 order, served {len(served)}")


if __name__ == "__main__":
    main()
