# broken
import threading

values = [0, 0, 0]


def pass_on(here):
    values[here] = values[here - 1] + 1


threads = [threading.Thread(target=pass_on, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert values == [1, 2, 3], values
