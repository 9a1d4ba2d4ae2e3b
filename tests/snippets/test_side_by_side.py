"""What page "Threads, asyncio, processes side by side" claims of its programs."""

import pytest

THREE = {
    "event_three_ways": ["threads: go", "asyncio: go", "processes: go"],
    "condition_three_ways": ["Thread: value 2", "asyncio: value 2", "Process: value 2"],
    "queue_three_ways": ["threads: [1, 4, 9]", "asyncio: [1, 4, 9]", "processes: [1, 4, 9]"],
    "semaphore_three_ways": [
        "Thread: 2 inside at once",
        "asyncio: 2 inside at once",
        "Process: 2 inside at once",
    ],
}
FAILED = "[2, ValueError(\"invalid literal for int() with base 10: 'many'\"), 6]"

TAKEN = """
for kind in (queue.Queue, multiprocessing.Queue):
    box, item = kind(), [1]
    box.put(item)
    print(box.get() is item)
"""


@pytest.mark.parametrize("name", THREE)
def test_the_three_say_the_same(run, name):
    assert run(name).lines == THREE[name]


def test_a_failed_task_is_the_same_in_each_pool(run):
    kinds = ("threads", "asyncio", "processes")
    assert run("pool_three_ways").lines == [f"{kind}: {FAILED}" for kind in kinds]


def test_a_queue_between_processes_copies(probe):
    assert probe("queue_three_ways", TAKEN).lines == ["True", "False"]
