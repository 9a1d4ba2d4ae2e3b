from threading import Thread


class Adder(Thread):
    def __init__(self, numbers, name):
        super().__init__(name=name)
        self.numbers = numbers
        self.total = None

    def run(self):
        self.total = sum(self.numbers)


def main():
    adders = [
        Adder(range(1, 51), name="low half"),
        Adder(range(51, 101), name="high half"),
    ]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
        print(adder.name, adder.total)


if __name__ == "__main__":
    main()
