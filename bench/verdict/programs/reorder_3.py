# broken
import threading

a = b = 0


def set_both():
    global a, b
    a = 1
    b = -1


def check():
    assert (a == 0 and b == 0) or (a == 1 and b == -1)


works = [set_both] * 2 + [check]
threads = [threading.Thread(target=work) for work in works]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
