from queue import Queue
from threading import Event, Thread


def produce(jobs):
    for number in (4, 0, 2):
        processed = Event()
        jobs.put((number, processed))
        processed.wait()


def consume(jobs):
    try:
        while True:
            number, processed = jobs.get()
            print("100 //", number, "=", 100 // number)
            processed.set()
    except ZeroDivisionError as error:
        print("consumer ended by", type(error).__name__)


def main():
    jobs = Queue()
    arguments = {"args": (jobs,), "daemon": True}
    producer = Thread(target=produce, name="producer", **arguments)
    consumer = Thread(target=consume, name="consumer", **arguments)
    producer.start()
    consumer.start()
    consumer.join()
    producer.join(timeout=0.2)
    print(producer.name, "still waiting:", producer.is_alive())


if __name__ == "__main__":
    main()
