from threading import Event, Timer


class Rearmed:
    def __init__(self, delay, action):
        self.delay, self.action = delay, action
        self.arm()

    def arm(self):
        self.timer = Timer(self.delay, self.tick)
        self.timer.daemon = True
        self.timer.start()

    def tick(self):
        self.action()
        self.arm()

    def stop(self):
        self.timer.cancel()


def main():
    acting, go_on, again = Event(), Event(), Event()

    def action():
        if acting.is_set():
            again.set()
        acting.set()
        go_on.wait()

    clock = Rearmed(0.01, action)
    acting.wait()
    clock.stop()
    go_on.set()
    print("ticked again after stop():", again.wait(timeout=10))


if __name__ == "__main__":
    main()
