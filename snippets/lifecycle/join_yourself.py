from threading import Thread, current_thread


def try_join(thread):
    try:
        thread.join()
    except RuntimeError as error:
        print(f"RuntimeError: {error}")
    else:
        print("joined")


def join_me():
    try_join(current_thread())


def main():
    worker = Thread(target=join_me, name="worker")
    try_join(worker)
    worker.start()
    try_join(worker)
    try_join(worker)


if __name__ == "__main__":
    main()
