# requires: python 3.12
from functools import cached_property
from threading import Barrier, Thread

both_in = Barrier(2)


class Client:
    @cached_property
    def session(self):
        both_in.wait(timeout=5)
        return object()


def main():
    client, seen = Client(), []
    threads = [
        Thread(target=lambda: seen.append(client.session))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("sessions:", len(set(seen)))


if __name__ == "__main__":
    main()
