from queue import Queue
from threading import Barrier, Thread

balance, receipts = 0, Queue()
both_have_read = Barrier(2)


def deposit(amount):
    global balance
    seen = balance
    both_have_read.wait()
    balance = seen + amount
    receipts.put(amount)


def main():
    clerk = Thread(target=deposit, args=(50,))
    clerk.start()
    deposit(50)
    clerk.join()
    paid = receipts.get() + receipts.get()
    print(f"paid in {paid}, balance {balance}")


if __name__ == "__main__":
    main()
