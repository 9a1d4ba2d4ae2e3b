# broken
import threading

lock = threading.Lock()
balance = 100


def deposit():
    global balance
    with lock:
        balance += 50


def withdraw():
    global balance
    with lock:
        seen = balance
    with lock:
        balance = seen - 20


threads = [threading.Thread(target=work) for work in (deposit, withdraw)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert balance == 130, balance
