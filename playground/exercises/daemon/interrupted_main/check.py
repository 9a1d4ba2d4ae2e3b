def check():
    def press_ctrl_c():
        raise KeyboardInterrupt

    tidied = []
    try:
        serve(press_ctrl_c, tidied)
    except KeyboardInterrupt:
        tidied.append("main")
    assert "main" in tidied, "swallowed"
    assert tidied == ["worker", "main"], "not_tidied"
    serve(lambda: None, tidied)
    assert tidied == ["worker", "main", "worker"], "not_tidied"


check()
