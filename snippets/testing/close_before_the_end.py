from threading import Thread


class Report:
    def __init__(self, name):
        self.name = name
        self.sender = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.sender = Thread(target=print, args=(self.name, "is sent"))
        self.sender.start()
        self.sender.join()


def main():
    with Report("the report"):
        print("the work is done")
    print("main ends")


if __name__ == "__main__":
    main()
