# broken
import threading

table = {}


def add(name):
    table[name] = table.get(name, 0) + 1


threads = [threading.Thread(target=add, args=("trace",)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert table["trace"] == 2, table
