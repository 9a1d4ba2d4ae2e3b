from threading import Event, Thread


def watch(ready):
    print("watcher: waits for something that never comes")
    ready.set()
    Event().wait()
    print("watcher: this line is never printed")


def main():
    ready = Event()
    watcher = Thread(target=watch, args=(ready,), daemon=True)
    watcher.start()
    ready.wait()
    print("main: ends while the watcher is alive:", watcher.is_alive())


if __name__ == "__main__":
    main()
