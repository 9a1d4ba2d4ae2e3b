import threading


class Limit:
    def __init__(self, left):
        self.lock = threading.Lock()
        self.left = left


requests, tokens = Limit(10), Limit(100)


def take(first, second, amounts):
    with first.lock, second.lock:
        first.left -= amounts[0]
        second.left -= amounts[1]


def call():
    take(requests, tokens, (1, 30))


def refund():
    take(requests, tokens, (-1, -30))


threads = [threading.Thread(target=work) for work in (call, refund)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert (requests.left, tokens.left) == (10, 100)
