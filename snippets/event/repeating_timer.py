from threading import Event, Thread


def repeat(delay, stop, action):
    while not stop.wait(delay):
        action()


def main():
    stop, third = Event(), Event()
    ticks = []

    def tick():
        ticks.append("tick")
        if len(ticks) == 3:
            third.set()

    quick = Thread(target=repeat, args=(0.01, stop, tick), name="quick")
    slow = Thread(target=repeat, args=(3600, stop, tick), name="slow")
    quick.start()
    slow.start()
    third.wait()
    stop.set()
    for thread in (quick, slow):
        thread.join(timeout=10)
        print(thread.name, "ended:", not thread.is_alive())
    print("at least three ticks:", len(ticks) >= 3)


if __name__ == "__main__":
    main()
