import sqlite3
from threading import Thread


def count(database):
    try:
        print(database.execute("select count(*) from jobs").fetchone())
    except sqlite3.ProgrammingError as error:
        print("ProgrammingError:", str(error).partition(".")[0])


def main():
    database = sqlite3.connect(":memory:")
    database.execute("create table jobs (name)")
    reader = Thread(target=count, args=(database,), name="reader")
    reader.start()
    reader.join()
    database.close()


if __name__ == "__main__":
    main()
