import logging
from threading import Thread

log = logging.getLogger("app")


class SendToServer(logging.Handler):
    def emit(self, record):
        message = record.getMessage()
        if message == "connected":
            return
        sender = Thread(target=self.send, daemon=True, name="sender")
        sender.start()
        sender.join(timeout=0.1)
        print(f"{message}: sender is stuck: {sender.is_alive()}")

    def send(self):
        log.warning("connected")


def main():
    handler = SendToServer()
    log.addHandler(handler)
    log.warning("disk is full")
    log.removeHandler(handler)


if __name__ == "__main__":
    main()
