from threading import Event, Thread


def create(children):
    children["plain"] = Thread().daemon
    children["daemon=False"] = Thread(daemon=False).daemon


def main():
    print("made by main:", Thread().daemon)
    for daemon in (False, True):
        children = {}
        parent = Thread(target=create, args=(children,), daemon=daemon)
        parent.start()
        parent.join()
        print(f"made by a thread with daemon={daemon}:", children)

    gate = Event()
    running = Thread(target=gate.wait)
    running.start()
    try:
        running.daemon = True
    except RuntimeError as error:
        print(f"set after start: RuntimeError: {error}")
    gate.set()
    running.join()


if __name__ == "__main__":
    main()
