from threading import Barrier, Thread


class Screen:
    def __init__(self):
        self.pieces = []
        self.both_wrote = Barrier(2)

    def write(self, text):
        self.pieces.append(text)
        if text.startswith("tick"):
            self.both_wrote.wait()


def shown_by(line, end):
    screen = Screen()
    options = {"end": end, "file": screen}
    threads = [
        Thread(target=print, args=(line,), kwargs=options)
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return repr("".join(screen.pieces))


def main():
    print("text, then line end:", shown_by("tick", "\n"))
    print("in one piece:", shown_by("tick\n", ""))


if __name__ == "__main__":
    main()
