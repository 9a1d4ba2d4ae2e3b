import threading

left = threading.Lock()
right = threading.Lock()


def a():
    with left:
        with right:
            print("a")


def b():
    with right:
        with left:
            print("b")


ts = [threading.Thread(target=f, name=f.__name__) for f in (a, b)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print("end")
