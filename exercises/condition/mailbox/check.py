from threading import Lock, Thread


def delivered(*writers):
    """What one reader a letter takes out, while each writer sends its letters."""
    box, guard, got = Mailbox(), Lock(), []

    def read():
        letter = box.take()
        with guard:
            got.append(letter)

    def write(letters):
        for letter in letters:
            box.send(letter)

    threads = [Thread(target=read, daemon=True) for letters in writers for _ in letters]
    for letters in writers:
        threads.append(Thread(target=write, args=(letters,), daemon=True))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def check():
    got = delivered(["one", "two"])
    assert None not in got, "no_letter"
    assert sorted(got) == ["one", "two"], "lost"
    got = delivered(["one"], ["two"], ["three"])
    assert None not in got, "no_letter"
    assert sorted(got) == ["one", "three", "two"], "lost"


check()
