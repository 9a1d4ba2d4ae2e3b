# requires: python 3.12
from threading import Thread


class Report:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        try:
            Thread(target=print, args=(self.name, "is sent")).start()
        except RuntimeError as error:
            print(f"{self.name} is lost: {error}")


report = Report("the report")


def main():
    print("main ends")


if __name__ == "__main__":
    main()
