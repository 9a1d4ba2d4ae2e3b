from threading import Barrier, Lock


def check():
    together, guard, greeted = Barrier(2), Lock(), []

    def greet(name):
        together.wait()
        with guard:
            greeted.append(name)

    greet_all(["Di", "Ed"], greet)
    assert len(greeted) == 2, "too_early"
    assert sorted(greeted) == ["Di", "Ed"], "mixed_up"


check()
