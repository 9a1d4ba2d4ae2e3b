from threading import Thread


def check():
    global count
    assert count == 4, "lost"
    count = 0
    threads = [Thread(target=add, args=(2,), name=name, daemon=True) for name in ("C", "D")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count == 4, "lost"


check()
