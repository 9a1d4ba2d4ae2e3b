import traceback
from threading import Thread


class Task(Thread):
    def __init__(self, call):
        super().__init__()
        self.call = call
        self.value = self.error = None

    def run(self):
        try:
            self.value = self.call()
        except BaseException as error:
            self.error = error

    def result(self):
        self.join()
        if self.error is not None:
            raise self.error
        return self.value


def main():
    for text in ("42", "many"):
        task = Task(lambda text=text: int(text))
        task.start()
        try:
            print(f"{text!r} gave {task.result()}")
        except ValueError as error:
            print(f"{text!r} raised ValueError in main: {error}")
            frames = traceback.extract_tb(error.__traceback__)
            print("traceback:", [frame.name for frame in frames])


if __name__ == "__main__":
    main()
