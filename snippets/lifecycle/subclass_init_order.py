from threading import Thread


class NameFirst(Thread):
    def __init__(self):
        self.name = "worker"
        super().__init__()


class NoInit(Thread):
    def __init__(self):
        self.greeting = "hello"


class InitFirst(Thread):
    def __init__(self):
        super().__init__()
        self.name = "worker"


def main():
    for kind in (NameFirst, NoInit, InitFirst):
        try:
            worker = kind()
            worker.start()
        except (AssertionError, RuntimeError) as error:
            print(f"{kind.__name__}: {type(error).__name__}: {error}")
        else:
            worker.join()
            print(f"{kind.__name__}: started as {worker.name}")


if __name__ == "__main__":
    main()
