# broken
import threading

lock = threading.Lock()
data = 0


def one():
    global data
    with lock:
        data += 1


def two():
    global data
    with lock:
        data += 2


def three():
    with lock:
        assert data < 3, data


threads = [threading.Thread(target=work) for work in (one, two, three)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
