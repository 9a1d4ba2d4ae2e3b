# broken
import threading

lock = threading.Lock()
pending = 1
stopping = stopped = False
event = threading.Event()


def leave():
    global pending
    with lock:
        pending -= 1
        left = pending
    if left == 0:
        event.set()


def add():
    global pending
    if stopping:
        return
    with lock:
        pending += 1
    assert not stopped, "used after the stop"
    leave()


def stop():
    global stopping, stopped
    stopping = True
    leave()
    event.wait()
    stopped = True


threads = [threading.Thread(target=work) for work in (add, stop)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
