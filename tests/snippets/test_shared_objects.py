"""What page "Library objects in several threads" claims of its programs."""

import pytest

MESSAGE_NAMES_THREADS = """
database = sqlite3.connect(":memory:")
def use():
    try:
        database.execute("select 1")
    except sqlite3.ProgrammingError as error:
        print("thread id" in str(error))
thread = Thread(target=use)
thread.start()
thread.join()
"""

COMMITS_THE_OTHERS_WORK = """
with TemporaryDirectory() as folder:
    shared = sqlite3.connect(Path(folder) / "a", check_same_thread=False)
    shared.execute("create table jobs (name)")
    shared.execute("insert into jobs values ('half')")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(shared.commit).result()
    other = sqlite3.connect(Path(folder) / "a")
    print(other.execute("select * from jobs").fetchall())
    other.close()
    shared.close()
"""

ONE_CONNECTION_A_THREAD = """
from threading import Barrier
both = Barrier(2)
with TemporaryDirectory() as folder:
    connections = Connections(Path(folder) / "a")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: (both.wait(), connections.own, both.wait()), range(6)))
    print(len(connections.opened))
    while connections.opened:
        connections.opened.pop().close()
"""

WAITERS_GET_THE_ERROR = """
from threading import Barrier
import time
entered = Barrier(2)
def fail(key):
    entered.wait()
    time.sleep(0.05)
    raise OSError(key)
cached, errors = CacheOnce(fail), []
def ask():
    try:
        cached("a")
    except OSError as error:
        errors.append(str(error))
threads = [Thread(target=ask) for _ in range(2)]
for thread in threads:
    thread.start()
entered.wait()
for thread in threads:
    thread.join()
print(errors, cached.futures)
"""

DIFFERENT_KEYS_OVERLAP = """
from threading import Barrier
both = Barrier(2)
cached = CacheOnce(lambda key: both.wait(timeout=10) * 0)
threads = [Thread(target=cached, args=(key,)) for key in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(cached.futures))
"""

ONE_LOCK_EACH = """
print(Client()._lock is Client()._lock)
"""

OUTPUT = {
    "sqlite_other_thread": [
        "ProgrammingError: SQLite objects created in a thread can only be used in that same thread"
    ],
    "sqlite_own_connection": ["saved: [('a',), ('b',), ('c',)]"],
    "cache_computes_twice_race": ["computed: ['a', 'a']"],
    "cache_computes_once": ["computed: ['a']"],
    "cached_property_twice_race": ["sessions: 2"],
    "property_once": ["sessions: 1"],
    "import_starts_thread_deadlock": [
        "plugin: the thread is stuck: True",
        "thread: imported plugin",
    ],
    "import_then_start": ["thread: imported plugin", "main: the thread has ended"],
}


@pytest.mark.parametrize("name", OUTPUT)
def test_it_shows_what_the_page_says(run, name):
    assert run(name).lines == OUTPUT[name]


CLAIMS = [
    ("sqlite_other_thread", MESSAGE_NAMES_THREADS, "True"),
    ("sqlite_own_connection", COMMITS_THE_OTHERS_WORK, "[('half',)]"),
    ("sqlite_own_connection", ONE_CONNECTION_A_THREAD, "3"),
    ("cache_computes_once", WAITERS_GET_THE_ERROR, "['a', 'a'] {}"),
    ("cache_computes_once", DIFFERENT_KEYS_OVERLAP, "['a', 'b']"),
    ("property_once", ONE_LOCK_EACH, "False"),
]


@pytest.mark.parametrize(("name", "code", "said"), CLAIMS)
def test_what_the_page_says_beside_the_output(probe, name, code, said):
    result = probe(name, code)
    assert result.stdout.strip() == said, result.stderr
