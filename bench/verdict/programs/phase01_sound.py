# sound
import threading

lock = threading.Lock()
turn = threading.Condition(lock)
phase = 0


def first():
    global phase
    with turn:
        phase = 1
        turn.notify()


def second():
    with turn:
        while phase == 0:
            turn.wait()
        assert phase == 1


threads = [threading.Thread(target=work) for work in (second, first)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
