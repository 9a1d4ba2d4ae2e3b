def check():
    found = asyncio.run(squares([3, 1]))
    assert sorted(found) == [1, 9], "lost"
    assert found == [9, 1], "order"
    sent = []
    try:
        produce([2, "no number"], sent.append)
    except TypeError:
        sent.append("told")
    assert sent == [4, None, "told"], "no_end"


check()
