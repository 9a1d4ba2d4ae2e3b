from threading import Event, Thread


def download(arrived, done):
    arrived.wait()
    done.append("report.pdf")


def answer_clicks(clicks, done):
    for click in clicks:
        print(f"click on {click}: answered, downloads done: {done}")


def main():
    arrived, done = Event(), []
    worker = Thread(target=download, args=(arrived, done))
    worker.start()

    answer_clicks(["menu", "help"], done)
    arrived.set()
    worker.join()
    answer_clicks(["open"], done)


if __name__ == "__main__":
    main()
