from threading import Lock, Thread


class Board:
    def __init__(self):
        self.lock = Lock()
        self.listeners, self.text = [], ""

    def subscribe(self, listener):
        with self.lock:
            self.listeners = self.listeners + [listener]

    def unsubscribe(self, listener):
        with self.lock:
            self.listeners.remove(listener)

    def read(self):
        with self.lock:
            return self.text

    def post(self, text):
        with self.lock:
            self.text = text
        for listener in self.listeners:
            listener(text)


def main():
    board = Board()
    board.subscribe(lambda text: print("told:", text))
    poster = Thread(target=board.post, args=("hello",), name="poster")
    poster.start()
    poster.join()
    print("on the board:", board.read())


if __name__ == "__main__":
    main()
