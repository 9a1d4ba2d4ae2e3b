def check():
    tried = []

    def picky_save(item):
        tried.append(item)
        if item > 1:
            raise (ValueError if item == 2 else SystemExit)(f"cannot save {item}")

    failed = raised = None
    try:
        failed = save_all(picky_save, iter([1, 2, 3]))
    except BaseException as error:
        raised = error
    assert raised is None, "raised"
    assert sorted(tried) == [1, 2, 3], "tried"
    assert failed == [2, 3], "swallowed"


check()
