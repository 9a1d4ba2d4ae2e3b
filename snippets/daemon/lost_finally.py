from threading import Event, Thread


def hold_file(owner, close, opened):
    try:
        opened.set()
        close.wait()
    finally:
        print(f"{owner}: closed its file")


def main():
    close, never = Event(), Event()
    for owner, signal in (("regular", close), ("daemon", never)):
        opened = Event()
        Thread(
            target=hold_file,
            args=(owner, signal, opened),
            daemon=owner == "daemon",
        ).start()
        opened.wait()
    print("main: both files are open, main ends")
    close.set()


if __name__ == "__main__":
    main()
