from threading import Thread, current_thread


def report(way):
    print(f"{way} ran in {current_thread().name}")


def main():
    started = Thread(target=report, args=("start()",), name="worker")
    started.start()
    started.join()

    direct = Thread(target=report, args=("run()",), name="worker")
    direct.run()

    empty = Thread(target=report("target=report(...)"), name="worker")
    empty.start()
    empty.join()


if __name__ == "__main__":
    main()
