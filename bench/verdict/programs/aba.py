# broken
import threading

guard = threading.Lock()
top = "A"
below = {"A": "B", "B": None}


def swap(old, new):
    global top
    with guard:
        if top != old:
            return False
        top = new
        return True


def pop():
    node = top
    if node is None:
        return None
    following = below.get(node)
    return node if swap(node, following) else None


def push(node):
    for _ in range(2):
        old = top
        below[node] = old
        if swap(old, node):
            return


def churn():
    global top
    first, second = pop(), pop()
    if second == "B":
        del below["B"]
        push(first)


threads = [threading.Thread(target=work) for work in (pop, churn)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert top is None or top in below, f"{top} had been taken away"
