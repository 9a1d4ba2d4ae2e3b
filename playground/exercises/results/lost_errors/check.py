def check():
    tried = []

    def picky_save(item):
        tried.append(item)
        if item > 1:
            raise ValueError(f"cannot save {item}")

    failed = raised = None
    try:
        failed = save_all(picky_save, [1, 2, 3])
    except ValueError as error:
        raised = error
    assert raised is None, "raised"
    assert sorted(tried) == [1, 2, 3], "tried"
    assert failed == [2, 3], "swallowed"


check()
