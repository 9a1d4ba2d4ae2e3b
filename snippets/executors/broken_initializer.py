import logging
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool
from threading import current_thread

connected = []


def connect(address):
    if address == "nowhere":
        raise OSError("no such host")
    connected.append(current_thread().name)


class Short(logging.Handler):
    def emit(self, record):
        print("log:", record.getMessage(), record.exc_info[1])


def main():
    logging.getLogger("concurrent.futures").addHandler(Short())
    for address in ("database", "nowhere"):
        with ThreadPoolExecutor(
            1, address, initializer=connect, initargs=(address,)
        ) as pool:
            for attempt in ("first", "second"):
                try:
                    result = pool.submit(len, "four").result()
                    print(f"{attempt}: {result} by {connected}")
                except BrokenThreadPool as error:
                    print(f"{attempt}: {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
