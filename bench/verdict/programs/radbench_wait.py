# broken
import threading

monitor = threading.Condition()
owner = None
used = []


def claim(name):
    global owner
    if owner is not None:
        with monitor:
            monitor.wait()
    owner = name
    used.append(name)
    owner = None
    with monitor:
        monitor.notify()


threads = [threading.Thread(target=claim, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
