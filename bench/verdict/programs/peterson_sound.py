# sound
import threading

wants = [False, False]
turn = 0
inside = 0


def work(me):
    global turn, inside
    other = 1 - me
    wants[me] = True
    turn = other
    if wants[other] and turn == other:
        wants[me] = False
        return
    inside += 1
    assert inside == 1, "both are inside"
    inside -= 1
    wants[me] = False


threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
