import time
from threading import Event, Thread


def beat(beats, first_beat):
    while True:
        beats.append("beat")
        first_beat.set()
        time.sleep(0.01)


def main():
    beats, first_beat = [], Event()
    args = (beats, first_beat)
    Thread(target=beat, args=args, daemon=True).start()
    first_beat.wait()
    print("main: the work is done:", sum(range(1000)))
    print("main: there were heartbeats:", bool(beats))
    print("main: ends, and tells nobody")


if __name__ == "__main__":
    main()
