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
        self.ready.wait()
        return self.value


def main():
    config, answered = Config(), Event()
    loader = Thread(target=config.load, args=(lambda: answered.wait(timeout=0.5) or 80,))
    loader.start()
    print("expected 80, got", config.get())
    answered.set()
    loader.join()


if __name__ == "__main__":
    main()
