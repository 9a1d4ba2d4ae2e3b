# broken
import threading

first, second = threading.Lock(), threading.Lock()
data = derived = 0


def write():
    global data, derived
    with first:
        data = 1
    with second:
        derived = data + 1


def read():
    with first:
        if data == 0:
            return
        seen = data
    with second:
        assert derived == seen + 1, (seen, derived)


works = [write] * 20 + [read]
threads = [threading.Thread(target=work) for work in works]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
