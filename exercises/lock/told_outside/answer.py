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
            listeners = list(self.listeners)
        for listener in listeners:
            listener(text)


def main():
    board, told = Board(), []
    board.subscribe(lambda text: told.append(board.read()))
    poster = Thread(target=board.post, args=("hello",), name="poster", daemon=True)
    poster.start()
    poster.join(timeout=2)
    print("expected ['hello'], got", told)


if __name__ == "__main__":
    main()
