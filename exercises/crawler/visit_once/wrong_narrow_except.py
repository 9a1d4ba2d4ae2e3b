from queue import Queue
from threading import Barrier, BrokenBarrierError, Lock, Thread

SITE = {"/": ["/a", "/b"], "/a": ["/c"], "/b": ["/c"], "/c": []}


class Crawler:
    def __init__(self, fetch):
        self.fetch, self.todo, self.seen, self.failed = fetch, Queue(), set(), {}
        self.guard = Lock()

    def add(self, link):
        with self.guard:
            new = link not in self.seen
            self.seen.add(link)
        if new:
            self.todo.put(link)

    def work(self):
        while (page := self.todo.get()) is not None:
            try:
                for link in self.fetch(page):
                    self.add(link)
            except Exception as error:
                self.failed[page] = error
            finally:
                self.todo.task_done()

    def crawl(self, start):
        self.add(start)
        workers = [Thread(target=self.work) for _ in range(2)]
        for worker in workers:
            worker.start()
        self.todo.join()
        for _ in workers:
            self.todo.put(None)
        for worker in workers:
            worker.join()


class Meeting(Barrier):
    def wait(self):
        try:
            super().wait(timeout=1)
        except BrokenBarrierError:
            pass


class SlowSet(set):
    both_looked = Meeting(2)

    def __contains__(self, link):
        found = super().__contains__(link)
        if link == "/c":
            self.both_looked.wait()
        return found


def main():
    fetched, both_fetched = [], Meeting(2)

    def fetch(page):
        fetched.append(page)
        if page in ("/a", "/b"):
            both_fetched.wait()
        return SITE[page]

    crawler = Crawler(fetch)
    crawler.seen = SlowSet()
    crawler.crawl("/")
    print("expected 4 pages, got", len(fetched), "pages")


if __name__ == "__main__":
    main()
