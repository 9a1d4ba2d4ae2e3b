from queue import Queue
from threading import Thread

SITE = {"/": ["/a", "/b"], "/a": ["/c"], "/b": ["/c"], "/c": []}


class Crawler:
    def __init__(self, fetch):
        self.fetch, self.todo, self.seen = fetch, Queue(), set()

    def add(self, link):
        if link not in self.seen:
            self.seen.add(link)
            self.todo.put(link)

    def work(self):
        while (page := self.todo.get()) is not None:
            for link in self.fetch(page):
                self.add(link)
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


def main():
    fetched = []

    def fetch(page):
        fetched.append(page)
        return SITE[page]

    Crawler(fetch).crawl("/")
    print(sorted(fetched))


if __name__ == "__main__":
    main()
