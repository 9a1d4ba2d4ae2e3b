from threading import Lock, Thread


class Client:
    def __init__(self, connect=object):
        self._connect = connect
        self._lock, self._session = Lock(), None

    @property
    def session(self):
        with self._lock:
            if self._session is None:
                self._session = self._connect()
            return self._session


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
