import time
from threading import Lock, Semaphore, Thread

PAGES = ["a.test/1", "a.test/2", "b.test/1", "b.test/2", "a.test/3"]
AT_ONCE = 1


class Hosts:
    def __init__(self):
        self._guard, self._limits = Lock(), {}

    def limit(self, host):
        with self._guard:
            if host not in self._limits:
                self._limits[host] = Semaphore(AT_ONCE)
            return self._limits[host]


def fetch(page, hosts, busy, most):
    host = page.partition("/")[0]
    with hosts.limit(host):
        busy[host] = busy.get(host, 0) + 1
        most[host] = max(most.get(host, 0), busy[host])
        time.sleep(0.01)
        busy[host] -= 1


def main():
    most = {}
    shared = (Hosts(), {}, most)
    threads = [Thread(target=fetch, args=(p, *shared)) for p in PAGES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("most at once:", dict(sorted(most.items())))


if __name__ == "__main__":
    main()
