import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import local


class Connections(local):
    opened = []

    def __init__(self, file):
        self.own = sqlite3.connect(file, check_same_thread=False)
        self.opened.append(self.own)


def save(connections, name):
    with connections.own as database:
        database.execute("insert into jobs values (?)", (name,))


def main():
    with TemporaryDirectory() as folder:
        connections = Connections(Path(folder) / "jobs.db")
        connections.own.execute("create table jobs (name)")
        with ThreadPoolExecutor(max_workers=2) as pool:
            for name in ("a", "b", "c"):
                pool.submit(save, connections, name)
        rows = connections.own.execute("select name from jobs")
        print("saved:", sorted(rows))
        while connections.opened:
            connections.opened.pop().close()


if __name__ == "__main__":
    main()
