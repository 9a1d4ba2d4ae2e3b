from threading import Thread


def check():
    source, taken = tickets(5), []
    threads = [Thread(target=take_all, args=(source, taken), daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [100, 101, 102, 103, 104], "tickets"
    assert next(source, None) is None, "left"


check()
