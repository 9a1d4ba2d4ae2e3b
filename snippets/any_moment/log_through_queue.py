import logging
from logging.handlers import QueueHandler, QueueListener
from queue import SimpleQueue
from threading import Thread

log = logging.getLogger("app")


class SendToServer(logging.Handler):
    def emit(self, record):
        message = record.getMessage()
        if message == "connected":
            return
        sender = Thread(target=self.send, name="sender")
        sender.start()
        sender.join()
        print(f"{message}: sent")

    def send(self):
        log.warning("connected")


def main():
    inbox = SimpleQueue()
    to_inbox = QueueHandler(inbox)
    listener = QueueListener(inbox, SendToServer())
    listener.start()
    log.addHandler(to_inbox)
    log.warning("disk is full")
    listener.stop()
    log.removeHandler(to_inbox)


if __name__ == "__main__":
    main()
