import threading


class Client:
    def __init__(self):
        self.lock = threading.Lock()
        self.last = 0
        self.waiting = {}

    def next_id(self):
        with self.lock:
            self.last += 1
            return self.last

    def send(self, request):
        number = self.next_id()
        with self.lock:
            assert number not in self.waiting, f"{number} is taken"
            self.waiting[number] = request


client = Client()


def caller():
    client.send("request")


threads = [threading.Thread(target=work) for work in (caller, caller)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(client.waiting) == 2
