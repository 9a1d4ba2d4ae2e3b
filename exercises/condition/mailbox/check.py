from threading import Lock, Thread


def check():
    box, guard, got = Mailbox(), Lock(), []

    def read():
        letter = box.take()
        with guard:
            got.append(letter)

    def write():
        box.send("one")
        box.send("two")

    threads = [Thread(target=read, name=name, daemon=True) for name in ("C", "D")]
    threads.append(Thread(target=write, name="writer", daemon=True))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert None not in got, "no_letter"
    assert sorted(got) == ["one", "two"], "lost"


check()
