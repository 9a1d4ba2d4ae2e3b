def check():
    global fetch
    found, failed = crawl(["/no", "/a", "/none", "/b"])
    assert set(found) == {"/a", "/b"}, "missing"
    assert set(failed) == {"/no", "/none"}, "untold"
    errors = [ValueError("no text"), SystemExit("no page"), KeyError("no host"), None]

    def fetch(number):
        if errors[number] is not None:
            raise errors[number]
        return "text"

    found, failed = crawl([0, 1, 2, 3])
    assert set(found) == {3}, "missing"
    assert [failed.get(number) for number in range(3)] == errors[:3], "untold"


check()
