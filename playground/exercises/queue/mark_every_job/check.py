def check():
    def handle(number):
        if number == 2:
            raise ValueError("not this one")
        return number * 10

    assert run([1, 2, 3], handle) == [10, 30], "not_done"
    assert run([2], handle) == [], "not_done"


check()
