def check():
    for error in (ValueError("not this one"), TypeError("nor this"), SystemExit("nor that")):

        def handle(number):
            if number == 2:
                raise error
            return number * 10

        assert run([1, 2, 3], handle) == [10, 30], "not_done"
        assert run([2], handle) == [], "not_done"


check()
