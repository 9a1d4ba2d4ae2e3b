from threading import Event, Thread


class Config:
    def __init__(self):
        self.ready = Event()
        self.value = self.error = None

    def load(self, read):
        try:
            self.value = read()
        except Exception as error:
            self.error = error
        finally:
            self.ready.set()

    def get(self):
        self.ready.wait(timeout=1)
        if self.error is not None:
            raise self.error
        return self.value


def main():
    config = Config()
    loader = Thread(target=config.load, args=(lambda: {"port": 80},))
    loader.start()
    print("config:", config.get())
    loader.join()


if __name__ == "__main__":
    main()
