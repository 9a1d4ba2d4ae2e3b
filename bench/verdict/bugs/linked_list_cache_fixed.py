import threading


class Link:
    def __init__(self):
        self.before = self.after = self


class Recent:
    def __init__(self):
        self.lock = threading.Lock()
        self.root = Link()

    def add(self, link):
        with self.lock:
            last = self.root.before
            link.before, link.after = last, self.root
            last.after = link
            self.root.before = link

    def length(self):
        count, link = 0, self.root.after
        while link is not self.root:
            count, link = count + 1, link.after
        return count


recent = Recent()


def user():
    recent.add(Link())


threads = [threading.Thread(target=work) for work in (user, user)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert recent.length() == 2, recent.length()
