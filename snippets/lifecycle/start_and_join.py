from threading import Thread, current_thread


def greet():
    print("hello from", current_thread().name)


def main():
    worker = Thread(target=greet, name="worker")
    worker.start()
    worker.join()
    print("goodbye from", current_thread().name)


if __name__ == "__main__":
    main()
