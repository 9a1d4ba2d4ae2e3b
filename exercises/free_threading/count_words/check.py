from threading import Thread


def check():
    counts = {}
    threads = [Thread(target=count, args=(["x", "x"], counts), daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(counts) == {"x"}, "words"
    assert counts["x"] == 4, "lost"


check()
