from threading import Thread


def check():
    board, told = Board(), []

    def only_once(text):
        board.unsubscribe(only_once)
        told.append("once")

    def reader(text):
        answers = []
        other = Thread(target=lambda: answers.append(board.read()), name="other", daemon=True)
        other.start()
        other.join()
        told.append(answers[0])

    threads = [
        Thread(target=board.subscribe, args=(listener,), name=name, daemon=True)
        for listener, name in ((only_once, "C"), (reader, "D"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    board.post("news")
    assert sorted(told) == ["news", "once"], "not_told"
    board.post("more")
    assert sorted(told) == ["more", "news", "once"], "not_told"
    board = Board()

    def fail(text):
        raise ValueError(text)

    board.subscribe(fail)
    try:
        board.post("last")
    except ValueError:
        told.append("failed")
    board.subscribe(reader)
    assert board.read() == "last", "not_told"


check()
