# sound
import threading

ready = threading.Condition()
number, total = 0, 0


def produce():
    global number
    for _ in range(2):
        with ready:
            while number > 0:
                ready.wait()
            number += 1
            ready.notify()


def consume():
    global number, total
    for _ in range(2):
        with ready:
            while number == 0:
                ready.wait()
            total += number
            number = 0
            ready.notify()


threads = [threading.Thread(target=work) for work in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert total == 2, total
