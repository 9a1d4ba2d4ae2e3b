from threading import Thread


class Clash(Thread):
    def __init__(self):
        super().__init__()
        self._started = False

    def run(self):
        self._started = True


class OwnName(Thread):
    def __init__(self):
        super().__init__()
        self.work_begun = False

    def run(self):
        self.work_begun = True


def main():
    try:
        Clash().start()
    except AttributeError as error:
        print(f"Clash: AttributeError: {error}")

    worker = OwnName()
    worker.start()
    worker.join()
    print("OwnName: work begun", worker.work_begun)


if __name__ == "__main__":
    main()
