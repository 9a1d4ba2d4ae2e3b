from threading import Event, Thread


def speak(turn, name, spoken):
    turn.wait()
    spoken.append(name)


def main():
    spoken = []
    turns = {name: Event() for name in ("ann", "bob", "cid")}
    speakers = {
        name: Thread(target=speak, args=(turn, name, spoken), name=name)
        for name, turn in turns.items()
    }
    for speaker in speakers.values():
        speaker.start()
    for name in ("bob", "cid", "ann"):
        turns[name].set()
        speakers[name].join()
        flags = {n: turn.is_set() for n, turn in turns.items()}
        print(spoken, flags)


if __name__ == "__main__":
    main()
