"""What chapter "A crawler" claims of its programs."""

COUNT_FETCHES = """
fetched, plain = [], fetch


def fetch(page):
    fetched.append(page)
    return plain(page)


main()
print(sorted(fetched))
"""

MARKED_BEFORE = """
from threading import Lock

guard = Lock()


def fetch(page):
    fetched.append(page)
    return SITE[page]


def crawl(page):
    with guard:
        if page in visited:
            return
        visited.add(page)
    for link in fetch(page):
        thread = Thread(target=crawl, args=(link,))
        threads.append(thread)
        thread.start()


main()
"""

NO_LIMIT = """
from contextlib import nullcontext
from threading import Barrier

all_a = Barrier(3)
time.sleep = lambda seconds: all_a.wait(timeout=10)
Hosts.limit = lambda self, page: nullcontext()
shared = (Hosts(), {}, most := {})
pages = [page for page in PAGES if page.startswith("a.")]
threads = [Thread(target=fetch, args=(p, *shared)) for p in pages]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(most["a.test"])
"""

SAME_SITE = """
SITE.clear()
SITE.update({"/": ["/a"], "/a": ["/", "/b"], "/b": ["/missing"]})
main()
"""

OVERSHOOT = """
found = []
real = work


def work(todo, stop, every, limit):
    real(todo, stop, every, limit)
    found.append(len(every))


crawl(limit=10, seconds=10)
print(10 <= max(found) <= 12)
"""


def test_one_by_one_finds_each_page_in_order(run):
    assert run("crawl_one_by_one").lines == [
        "/ links to 2",
        "/news links to 3",
        "/about links to 2",
        "/news/1 links to 1",
        "/news/2 links to 2",
    ]


def test_one_by_one_fetches_each_page_once(probe):
    assert probe("crawl_one_by_one", COUNT_FETCHES).lines[-1] == (
        "['/', '/about', '/news', '/news/1', '/news/2']"
    )


def test_a_thread_a_page_fetches_one_page_twice(run):
    assert run("thread_per_page_race").lines == [
        "pages: 4 threads: 4",
        "fetched /c: 2 times",
    ]


def test_marking_before_fetching_under_a_lock_fetches_it_once(probe):
    assert probe("thread_per_page_race", MARKED_BEFORE).lines == [
        "pages: 4 threads: 4",
        "fetched /c: 1 times",
    ]


def test_workers_find_every_page(run):
    assert run("crawl_with_workers").lines == ["found: ['/', '/a', '/b', '/c']"]


def test_workers_fetch_each_page_once(probe):
    assert probe("crawl_with_workers", COUNT_FETCHES).lines[-1] == "['/', '/a', '/b', '/c']"


def test_an_error_takes_the_worker_and_the_end_with_it(run):
    done = run("lost_worker_deadlock")
    assert done.ok
    assert done.lines == [
        "worker died: cannot read /broken",
        "crawl has ended: False",
        "not marked as done: 1",
    ]


def test_an_error_is_a_result(run):
    assert run("crawl_with_errors").lines == [
        "[('/', ['/a', '/gone', '/b']), ('/a', ['/gone']), ('/b', []), "
        "('/gone', KeyError('/gone'))]"
    ]


def test_one_at_a_time_on_each_host(run):
    assert run("one_at_a_time_per_host").lines == ["most at once: {'a.test': 1, 'b.test': 1}"]


def test_without_the_limit_a_host_gets_all_at_once(probe):
    assert probe("one_at_a_time_per_host", NO_LIMIT).lines == ["3"]


def test_the_crawl_ends_by_limit_or_deadline(run):
    assert run("crawl_until_stopped").lines == [
        "by the limit: True left: True",
        "by the limit: False left: True",
    ]


def test_the_limit_is_overshot_by_less_than_the_workers(probe):
    assert probe("crawl_until_stopped", OVERSHOOT).lines[-1] == "True"


def test_the_pool_finds_the_same_and_stops_at_its_deadline(run):
    assert run("crawl_with_executor").lines == [
        "found, failed, left: (['/', '/a', '/b'], "
        "[('/c', '404 Not Found'), ('/gone', '404 Not Found')], 0)",
        "found, failed, left: ([], [], 1)",
    ]


def test_the_crawler_works_on_a_real_server(run):
    done = run("crawl_loopback")
    assert done.ok
    assert done.lines == [
        "found: ['/', '/a', '/b']",
        "failed: {'/gone': 'HTTP Error 404: Not Found'}",
    ]


def test_another_site_is_crawled_as_well(probe):
    assert probe("crawl_loopback", SAME_SITE).lines == [
        "found: ['/', '/a', '/b']",
        "failed: {'/missing': 'HTTP Error 404: Not Found'}",
    ]
