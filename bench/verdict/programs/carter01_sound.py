# sound
import threading

first, second = threading.Lock(), threading.Lock()
users = 0


def enter(change):
    global users
    with first, second:
        users += change


threads = [threading.Thread(target=enter, args=(n,)) for n in (1, -1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert users == 0
