# broken
import threading

first, second = threading.Lock(), threading.Lock()
users_a = users_b = 0


def enter_a():
    global users_a
    with first:
        users_a += 1
        if users_a == 1:
            second.acquire()
    with first:
        users_a -= 1
        if users_a == 0:
            second.release()


def enter_b():
    global users_b
    with second:
        users_b += 1
        with first:
            users_b -= 1


threads = [threading.Thread(target=work) for work in (enter_a, enter_a, enter_b)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
