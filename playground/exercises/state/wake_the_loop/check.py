def check():
    found = asyncio.run(squares([3, 1]))
    assert sorted(found) == [1, 9], "lost"
    assert found == [9, 1], "order"


check()
