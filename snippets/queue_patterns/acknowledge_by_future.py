from concurrent.futures import Future
from queue import Queue
from threading import Thread


def consume(jobs):
    while (job := jobs.get()) is not None:
        number, answer = job
        if not answer.set_running_or_notify_cancel():
            continue
        try:
            result = 100 // number
        except BaseException as error:
            answer.set_exception(error)
        else:
            answer.set_result(result)


def main():
    jobs, answers = Queue(), []
    consumer = Thread(target=consume, args=(jobs,), name="consumer")
    consumer.start()
    for number in (4, 0, 2):
        answer = Future()
        jobs.put((number, answer))
        answers.append(answer)
    jobs.put(None)

    for answer in answers:
        try:
            print("result:", answer.result(timeout=10))
        except ZeroDivisionError as error:
            print("failed:", type(error).__name__)
    consumer.join()


if __name__ == "__main__":
    main()
