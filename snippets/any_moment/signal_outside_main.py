import signal
from threading import Thread


def ignore(number, frame):
    pass


def serve():
    try:
        signal.signal(signal.SIGTERM, ignore)
    except ValueError as error:
        print("server: ValueError:", error)


def main():
    server = Thread(target=serve, name="server")
    server.start()
    server.join()
    usual = signal.signal(signal.SIGTERM, ignore)
    print("main: installed")
    signal.signal(signal.SIGTERM, usual)


if __name__ == "__main__":
    main()
