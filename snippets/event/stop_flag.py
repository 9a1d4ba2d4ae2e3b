import time
from threading import Event, Thread


def serve(stop, first_round, log):
    log.append("opened")
    try:
        while not stop.is_set():
            time.sleep(0.01)
            first_round.set()
    finally:
        log.append("closed")


def main():
    stop, first_round = Event(), Event()
    log = []
    server = Thread(
        target=serve, args=(stop, first_round, log), name="server"
    )
    server.start()
    first_round.wait()
    print("alive:", server.is_alive(), log)
    stop.set()
    server.join(timeout=10)
    print("alive:", server.is_alive(), log)


if __name__ == "__main__":
    main()
