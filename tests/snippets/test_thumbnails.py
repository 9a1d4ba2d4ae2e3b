"""What page "One real job: thumbnails" claims of its programs."""

import pytest

SERVED = """
from contextlib import contextmanager

@contextmanager
def served():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as server:
        serving = Thread(target=server.serve_forever, args=[0.01])
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            serving.join()
"""

EACH_IS_AN_EIGHTH = """
print(shrink(bytes([0, 8] * 8)) == bytes([4, 4]), len(shrink(PICTURE)) * 8 == len(PICTURE))
"""

TOGETHER = """
from threading import Barrier, Lock
meet, guard, inside, most = Barrier({count}), Lock(), 0, 0
def fetch(url):
    global inside, most
    with guard:
        inside += 1
        most = max(most, inside)
    meet.wait(timeout=10)
    with guard:
        inside -= 1
    meet.wait(timeout=10)
    return b""
print(len(thumbnails("")), most)
"""

A_TASK_RAISES = """
def shrink(picture):
    raise OverflowError("too large")
with served() as root:
    try:
        thumbnails(root)
    except OverflowError as error:
        print(error)
"""

HOW_OFTEN_ASKED = """
asked = []
usual = Pictures.do_GET
def noted(self):
    asked.append(self.path)
    usual(self)
Pictures.do_GET = noted
with served() as root:
    thumbnails(root, ["/1", "/gone"])
print(sorted(asked))
with served() as root:
    pass
print(type(make(root)).__name__)
"""

ALWAYS_BUSY = """
paused = []
time = __import__("types").SimpleNamespace(sleep=paused.append)
Pictures.asked = type("Never", (set,), {"__contains__": lambda self, path: False})()
with served() as root:
    print(make(root + "/1").code, [pause for pause in paused if pause < 0.03])
"""

AT_ONCE_AND_THEN_IN_TURN = """
import types
now, slept = [0.0], []
time = types.SimpleNamespace(monotonic=lambda: now[0], sleep=slept.append)
bucket = TokenBucket(rate=10, burst=2)
for _ in range(4):
    bucket.take()
now[0] = 10.0
for _ in range(3):
    bucket.take()
print([round(pause, 3) for pause in slept])
"""

NO_HALF_PICTURE = """
class Broken(Exception):
    pass
def shrink(picture):
    raise Broken
with served() as root, TemporaryDirectory() as folder:
    try:
        thumbnails(root, NAMES[:1], folder)
    except Broken:
        print([path.name for path in Path(folder).iterdir()])
"""

INTERRUPTED_AT_ONCE = """
def at_once(done):
    raise KeyboardInterrupt
import threading
with served() as root:
    try:
        thumbnails(root, at_once)
    except KeyboardInterrupt:
        print("left:", [t.name for t in threading.enumerate() if "Pool" in t.name])
"""

MADE = ["made: 12 bytes: 16384"]
OUTPUT = {
    "thumbs_one_by_one": MADE,
    "thumbs_thread_each": MADE,
    "thumbs_in_pool": MADE,
    "thumbs_with_retries": ["made", "made", "HTTP Error 404: Gone"],
    "thumbs_until_stopped": [
        "cancelled some: True",
        "KeyboardInterrupt, after the pool has ended",
    ],
    "thumbs_with_progress": ["4 of 12", "8 of 12", "12 of 12"],
    "thumbs_with_rate": ["made: 12"],
    "thumbs_to_disk": ["['made', 'made', 'made']", "['kept', 'kept', 'kept', 'made', 'made']"],
}
CLAIMS = {
    "what it makes": ("thumbs_one_by_one", EACH_IS_AN_EIGHTH, ["True True"]),
    "a thread for each": ("thumbs_thread_each", TOGETHER.format(count=12), ["12 12"]),
    "four at once": ("thumbs_in_pool", TOGETHER.format(count=4), ["12 4"]),
    "map raises": ("thumbs_in_pool", A_TASK_RAISES, ["too large"]),
    "a 404 once": (
        "thumbs_with_retries",
        HOW_OFTEN_ASKED,
        ["['/1', '/1', '/gone']", "URLError"],
    ),
    "three times": ("thumbs_with_retries", ALWAYS_BUSY, ["503 [0.01, 0.02]"]),
    "the burst, then the rate": (
        "thumbs_with_rate",
        AT_ONCE_AND_THEN_IN_TURN,
        ["[0.0, 0.0, 0.1, 0.2, 0.0, 0.0, 0.1]"],
    ),
    "no half picture": ("thumbs_to_disk", NO_HALF_PICTURE, ["[]"]),
    "ended with the stop": (
        "thumbs_until_stopped",
        INTERRUPTED_AT_ONCE,
        ["cancelled some: True", "left: []"],
    ),
}


@pytest.mark.parametrize("name", OUTPUT)
def test_it_shows_what_the_page_says(run, name):
    assert run(name).lines == OUTPUT[name]


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_the_page_says_beside_the_output(probe, claim):
    name, code, lines = CLAIMS[claim]
    result = probe(name, SERVED + code)
    assert result.lines == lines, result.stderr
