# broken
import threading

lock = threading.Lock()
tasks = [1, 2]
head, tail = 0, 2
got = []


def pop():
    """The owner takes from the tail."""
    global tail
    if head >= tail:
        return None
    tail -= 1
    return tasks[tail]


def steal():
    """A thief takes from the head."""
    global head
    if head >= tail:
        return None
    task = tasks[head]
    head += 1
    return task


def own():
    for _ in range(2):
        task = pop()
        if task is not None:
            got.append(task)


def thieve():
    for _ in range(2):
        task = steal()
        if task is not None:
            got.append(task)


threads = [threading.Thread(target=work) for work in (own, thieve)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(got) == sorted(set(got)), got
