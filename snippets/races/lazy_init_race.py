from threading import Barrier, Thread

connection = None
opened = []
both_are_inside = Barrier(2)


def connect():
    both_are_inside.wait()
    opened.append("connection")
    return object()


def get_connection():
    global connection
    if connection is None:
        connection = connect()
    return connection


def main():
    threads = [Thread(target=get_connection) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("expected 1 connection, opened", len(opened))


if __name__ == "__main__":
    main()
