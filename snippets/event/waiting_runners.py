from threading import Event, Thread


class Runner(Thread):
    def __init__(self, name, signal):
        super().__init__(name=name)
        self.signal = signal
        self.released = None

    def run(self):
        self.released = self.signal.wait(timeout=10)


def main():
    signal = Event()
    runners = [Runner(f"runner-{i}", signal) for i in range(3)]
    for runner in runners:
        runner.start()
    print("released so far:", [r.released for r in runners])
    signal.set()
    for runner in runners:
        runner.join()
        print(runner.name, "released:", runner.released)


if __name__ == "__main__":
    main()
