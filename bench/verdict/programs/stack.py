# broken
import threading

lock = threading.Lock()
stack = []
top = 0


def push():
    global top
    for value in (1, 2):
        with lock:
            stack.append(value)
            top += 1


def pop():
    global top
    for _ in range(2):
        if top > 0:
            with lock:
                top -= 1
                assert top >= 0, "nothing was there"
                stack.pop()


threads = [threading.Thread(target=work) for work in (push, pop, pop)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
