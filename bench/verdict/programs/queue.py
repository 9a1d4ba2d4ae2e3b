# broken
import threading

lock = threading.Lock()
items = []
sent = 0


def put():
    global sent
    for value in (1, 2):
        with lock:
            items.append(value)
        sent += 1


def take():
    for _ in range(2):
        with lock:
            if items:
                assert sent, "taken before it was counted"
                items.pop(0)


threads = [threading.Thread(target=work) for work in (put, take)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
