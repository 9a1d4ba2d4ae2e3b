def check():
    page = []
    journal = Journal(page)
    for number in range(3):
        journal.add(number)
    journal.close()
    assert not journal.writer.is_alive(), "still_there"
    assert page == [0, 1, 2], "lines_missing"
    journal.close()


check()
