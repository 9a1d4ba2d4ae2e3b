from threading import Event, Thread


def background(main_over, worked):
    main_over.wait()
    print("daemon: works on after main")
    worked.set()
    Event().wait()
    print("daemon: this line is never printed")


def foreground(worked):
    worked.wait()
    print("regular: the last one that is not a daemon ends")


def main():
    main_over, worked = Event(), Event()
    daemon = Thread(
        target=background, args=(main_over, worked), daemon=True
    )
    regular = Thread(target=foreground, args=(worked,), daemon=False)
    daemon.start()
    regular.start()
    print("main: ends")
    main_over.set()


if __name__ == "__main__":
    main()
