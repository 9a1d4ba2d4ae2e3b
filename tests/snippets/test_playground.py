"""What the playground's own page claims of the program that it starts with."""

TAKE_THE_LOCK_AWAY = """
from contextlib import nullcontext
from threading import Barrier

both_read = Barrier(2)


class Meeting(int):
    def __add__(self, other):
        both_read.wait()
        return int(self) + other


total, guard = Meeting(0), nullcontext()
threads = [Thread(target=add, args=(1,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
"""


def test_three_threads_add_up(run):
    assert run("your_program").lines == ["total: 6"]


def test_without_the_lock_an_addition_is_lost(probe):
    assert probe("your_program", TAKE_THE_LOCK_AWAY).lines == ["1"]
