# sound
import threading

left, right = threading.Lock(), threading.Lock()
counter = 1


def up():
    global counter
    with left, right:
        counter += 1


def down():
    global counter
    with left, right:
        counter -= 1


threads = [threading.Thread(target=work) for work in (up, down)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert counter == 1
