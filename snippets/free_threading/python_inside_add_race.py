from threading import Barrier, Thread

both_add = Barrier(2)


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        both_add.wait()
        return Money(self.amount + other.amount)


total = Money(0)


def pay_in():
    global total
    total += Money(1)


def main():
    threads = [Thread(target=pay_in) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("expected 2, got", total.amount)


if __name__ == "__main__":
    main()
