from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self):
        self._balance = 0
        self._thread = ThreadPoolExecutor(max_workers=1)

    def add(self, amount):
        return self._thread.submit(self._add, amount)

    def _add(self, amount):
        self._balance += amount
        return self._balance

    def close(self):
        self._thread.shutdown()


def main():
    account = Account()
    answers = [account.add(amount) for amount in (1, "two", 3)]
    account.close()
    for answer in answers:
        error = answer.exception()
        if error is not None:
            print(type(error).__name__)
        else:
            print(answer.result())
    try:
        account.add(4)
    except RuntimeError as error:
        print("closed:", type(error).__name__)


if __name__ == "__main__":
    main()
