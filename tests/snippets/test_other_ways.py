"""What page "The same job in other ways" claims of its programs."""

import pytest

MOST_AT_ONCE = """
inside = most = 0
async def fetch(port, name):
    global inside, most
    inside += 1
    most = max(most, inside)
    await asyncio.sleep(0)
    inside -= 1
    return PICTURE
print(len(asyncio.run(thumbnails(0))), most)
"""

NAMES = ["thumbs_in_asyncio", "thumbs_in_processes", "thumbs_in_both", "thumbs_in_interpreters"]


@pytest.mark.parametrize("name", NAMES)
def test_each_way_makes_the_same(run, name):
    assert run(name).lines == ["made: 12 bytes: 16384"]


def test_asyncio_has_four_on_their_way_at_most(probe):
    assert probe("thumbs_in_asyncio", MOST_AT_ONCE).lines == ["12 4"]
