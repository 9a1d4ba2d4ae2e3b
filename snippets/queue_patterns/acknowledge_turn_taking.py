from queue import Queue
from threading import Event, Thread


def produce(jobs, log):
    for number in range(3):
        processed = Event()
        log.append(f"send {number}")
        jobs.put((number, processed))
        processed.wait()


def consume(jobs, log):
    for _ in range(3):
        number, processed = jobs.get()
        log.append(f"done {number}")
        processed.set()


def main():
    jobs, log = Queue(), []
    producer = Thread(target=produce, args=(jobs, log), name="producer")
    consumer = Thread(target=consume, args=(jobs, log), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    print(*log, sep="\n")


if __name__ == "__main__":
    main()
