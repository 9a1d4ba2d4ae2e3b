from concurrent.futures import Future
from queue import Queue
from threading import Thread


class Account:
    def __init__(self):
        self._inbox, self._balance = Queue(), 0
        self._thread = Thread(target=self._run, name="account")
        self._thread.start()

    def add(self, amount):
        answer = Future()
        self._inbox.put((amount, answer))
        return answer

    def close(self):
        self._inbox.put(None)
        self._thread.join()

    def _run(self):
        for amount, answer in iter(self._inbox.get, None):
            if answer.set_running_or_notify_cancel():
                self._balance += amount
                answer.set_result(self._balance)


def main():
    account = Account()
    payers = [Thread(target=account.add, args=(1,)) for _ in "ABCD"]
    for payer in payers:
        payer.start()
    for payer in payers:
        payer.join()
    print("balance:", account.add(0).result(timeout=10))
    account.close()


if __name__ == "__main__":
    main()
