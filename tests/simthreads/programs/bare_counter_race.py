import threading

counter = 0


def work():
    global counter
    for _ in range(20):
        counter += 1


ts = [threading.Thread(target=work, name=f"t{i}") for i in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(counter)
