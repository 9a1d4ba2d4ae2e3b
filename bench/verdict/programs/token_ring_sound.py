# sound
import threading

lock = threading.Lock()
values = [0, 0, 0]


def pass_on(here):
    with lock:
        values[here] = values[here - 1] + 1


threads = [threading.Thread(target=pass_on, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert max(values) == 3 or sorted(values) == [1, 1, 2] or sorted(values) == [1, 2, 2], values
