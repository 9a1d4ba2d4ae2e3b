import threading


class cached_property:
    def __init__(self, function):
        self.function = function
        self.lock = threading.Lock()

    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, instance, value):
        raise AttributeError(self.name)

    def __get__(self, instance, owner):
        values = instance.__dict__
        with self.lock:
            if self.name not in values:
                values[self.name] = self.function(instance)
            return values[self.name]


class Client:
    opened = 0

    @cached_property
    def session(self):
        self.opened += 1
        return object()


client = Client()
seen = []


def user():
    seen.append(client.session)


threads = [threading.Thread(target=work) for work in (user, user)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert client.opened == 1 and seen[0] is seen[1]
