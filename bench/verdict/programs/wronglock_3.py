# broken
import threading

right, other = threading.Lock(), threading.Lock()
data = 0


def add():
    global data
    with right:
        seen = data
        data += 1
        assert data == seen + 1


def add_elsewhere():
    global data
    with other:
        data += 1


works = [add] * 1 + [add_elsewhere] * 1
threads = [threading.Thread(target=work) for work in works]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
