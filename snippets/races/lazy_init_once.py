from threading import Lock, Thread

connection = None
connection_lock = Lock()
opened = []


def connect():
    opened.append("connection")
    return object()


def get_connection():
    global connection
    with connection_lock:
        if connection is None:
            connection = connect()
        return connection


def main():
    threads = [Thread(target=get_connection) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("expected 1 connection, opened", len(opened))


if __name__ == "__main__":
    main()
