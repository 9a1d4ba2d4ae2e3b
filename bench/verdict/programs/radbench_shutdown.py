# broken
import threading

lock = threading.Lock()
runtime = {"contexts": 0, "state": "down"}


def begin():
    with lock:
        first = runtime["contexts"] == 0
        runtime["contexts"] += 1
    if first:
        runtime["state"] = "up"
    assert runtime["state"] == "up"


def end():
    begin()
    with lock:
        runtime["contexts"] -= 1
        last = runtime["contexts"] == 0
    if last:
        runtime["state"] = "down"


threads = [threading.Thread(target=end) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
