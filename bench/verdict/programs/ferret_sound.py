# sound
import threading

lock = threading.Lock()
more = threading.Condition(lock)
items, results = [], []
ended = False


def load():
    global ended
    with more:
        items.append("picture")
        ended = True
        more.notify()


def rank():
    while True:
        with more:
            while not items and not ended:
                more.wait()
            if not items:
                return
            results.append(items.pop())


threads = [threading.Thread(target=work) for work in (load, rank)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert results == ["picture"], results
