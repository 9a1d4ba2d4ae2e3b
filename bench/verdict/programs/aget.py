# broken
import threading

SIZE, PARTS = 6, 2

written = 0
saved = None


def download(part):
    global written
    for _ in range(SIZE // PARTS // 3):
        written += 3


def interrupt():
    global saved
    saved = written


threads = [threading.Thread(target=download, args=(n,)) for n in range(PARTS)]
threads.append(threading.Thread(target=interrupt))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert written == SIZE, written
