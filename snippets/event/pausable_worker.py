from threading import Event, Thread


class Pausable(Thread):
    def __init__(self, step):
        super().__init__(name="pausable")
        self.step, self.go, self.end = step, Event(), Event()

    def run(self):
        while self.go.wait() and not self.end.is_set():
            self.step()

    def pause(self):
        self.go.clear()
        if self.end.is_set():
            self.go.set()

    def go_on(self):
        self.go.set()

    def finish(self):
        self.end.set()
        self.go.set()


def main():
    stepped = Event()
    worker = Pausable(step=stepped.set)
    worker.start()
    print("paused at first:", not stepped.is_set())
    worker.go_on()
    print("stepped:", stepped.wait(timeout=10))
    worker.pause()
    worker.finish()
    worker.join(timeout=10)
    print("ended:", not worker.is_alive())


if __name__ == "__main__":
    main()
