def check():
    tidied = []
    for error in (KeyboardInterrupt(), SystemExit(), ValueError("the end")):

        def break_off():
            raise error

        tidied.clear()
        try:
            serve(break_off, tidied)
        except BaseException as raised:
            tidied.append("main" if raised is error else "another")
        assert "main" in tidied, "swallowed"
        assert tidied == ["worker", "main"], "not_tidied"
    serve(lambda: None, tidied)
    assert tidied == ["worker", "main", "worker"], "not_tidied"


check()
