# broken
import threading

lock = threading.Lock()
more = threading.Condition(lock)
items, results = [], []
ended = False


def load():
    global ended
    with more:
        items.append("picture")
        more.notify()
    ended = True


def rank():
    while not ended:
        with more:
            while not items:
                more.wait()
            results.append(items.pop())


threads = [threading.Thread(target=work) for work in (load, rank)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert results == ["picture"], results
