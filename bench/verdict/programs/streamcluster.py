# broken
import threading

WORKERS = 2

arrived = 0
open_gate = threading.Event()
costs = [0] * WORKERS


def work(me):
    global arrived
    costs[me] = me + 1
    arrived += 1
    last = arrived == WORKERS
    if last:
        open_gate.set()
    open_gate.wait()
    assert all(costs), costs


threads = [threading.Thread(target=work, args=(n,)) for n in range(WORKERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
