from threading import Thread


class Board:
    def __init__(self):
        self.listeners, self.text = [], ""

    def subscribe(self, listener):
        self.listeners = self.listeners + [listener]

    def unsubscribe(self, listener):
        self.listeners.remove(listener)

    def read(self):
        return self.text

    def post(self, text):
        self.text = text
        for listener in list(self.listeners):
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
