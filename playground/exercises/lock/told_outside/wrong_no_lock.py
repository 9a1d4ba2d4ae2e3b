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
    board = Board()
    board.subscribe(lambda text: print("told:", text))
    poster = Thread(target=board.post, args=("hello",), name="poster")
    poster.start()
    poster.join()
    print("on the board:", board.read())


if __name__ == "__main__":
    main()
