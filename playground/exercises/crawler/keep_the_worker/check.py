def check():
    found, failed = crawl(["/no", "/a", "/none", "/b"])
    assert set(found) == {"/a", "/b"}, "missing"
    assert set(failed) == {"/no", "/none"}, "untold"


check()
