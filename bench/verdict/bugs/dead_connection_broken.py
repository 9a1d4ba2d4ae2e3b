import threading


class Connections:
    def __init__(self):
        self.lock = threading.Lock()
        self.alive = ["only"]
        self.dead = []

    def get(self):
        if not self.alive:
            self.revive()
        return self.alive[0]

    def revive(self):
        with self.lock:
            if self.dead:
                self.alive.append(self.dead.pop())

    def mark_dead(self, name):
        with self.lock:
            self.alive.remove(name)
            self.dead.append(name)


connections = Connections()
used = []


def request():
    used.append(connections.get())


def failing():
    connections.mark_dead("only")


threads = [threading.Thread(target=work) for work in (request, failing)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert used == ["only"], used
