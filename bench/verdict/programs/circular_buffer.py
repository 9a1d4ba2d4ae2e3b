# broken
import threading

SIZE = 2
lock = threading.Lock()
cells = [None] * SIZE
first = count = 0
got = []


def put(value):
    global count
    place = first + count
    with lock:
        cells[place % SIZE] = value
        count += 1


def take():
    global first, count
    with lock:
        if count == 0:
            return None
        value = cells[first % SIZE]
        first += 1
        count -= 1
        return value


def produce():
    for value in (1, 2):
        put(value)


def consume():
    while len(got) < 2:
        value = take()
        if value is not None:
            got.append(value)
        else:
            break


threads = [threading.Thread(target=work) for work in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
while (rest := take()) is not None:
    got.append(rest)
assert got == [1, 2], got
