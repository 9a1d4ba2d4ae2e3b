# sound
import threading

full, empty = threading.Condition(), threading.Condition()
number = 0


def put():
    global number
    with full:
        number += 1
        full.notify()


def take():
    global number
    with full:
        while number == 0:
            full.wait()
        assert number > 0
        number -= 1


threads = [threading.Thread(target=work) for work in (take, put, put, take)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert number == 0
