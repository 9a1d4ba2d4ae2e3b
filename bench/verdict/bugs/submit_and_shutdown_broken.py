import queue
import threading


class Executor:
    def __init__(self):
        self.lock = threading.Lock()
        self.tasks = queue.Queue()
        self.stopping = False
        self.results = []

    def submit(self, task):
        if self.stopping:
            return False
        self.tasks.put(task)
        return True

    def shutdown(self):
        with self.lock:
            self.stopping = True
        self.tasks.put(None)

    def work(self):
        while (task := self.tasks.get()) is not None:
            self.results.append(task)


executor = Executor()
accepted = []


def client():
    accepted.append(executor.submit("task"))


threads = [threading.Thread(target=work) for work in (client, executor.shutdown, executor.work)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(executor.results) == sum(accepted), "a task was lost"
