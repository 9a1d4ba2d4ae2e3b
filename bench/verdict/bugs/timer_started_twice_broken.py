import threading


class Timer:
    def __init__(self):
        self.lock = threading.Lock()
        self.thread = None
        self.tasks = []

    def enter(self, task):
        self.tasks.append(task)
        self.ensure_started()

    def ensure_started(self):
        if self.thread is None:
            self.thread = threading.Thread(target=int)
            self.thread.start()


timer = Timer()


def client():
    timer.enter("task")


threads = [threading.Thread(target=work) for work in (client, client)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
timer.thread.join()
