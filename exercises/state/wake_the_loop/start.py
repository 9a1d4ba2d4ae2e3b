import asyncio
import time
from threading import Thread


def produce(numbers, put):
    try:
        for number in numbers:
            put(number * number)
    finally:
        put(None)


async def squares(numbers):
    queue = asyncio.Queue()
    put = queue.put_nowait

    Thread(target=produce, args=(numbers, put), name="producer").start()
    found = []
    while (square := await queue.get()) is not None:
        found.append(square)
    return found


def main():
    found = []

    def one_by_one():
        for number in (1, 2, 3):
            time.sleep(0.2)
            yield number

    def run():
        found.extend(asyncio.run(squares(one_by_one())))

    running = Thread(target=run, daemon=True)
    running.start()
    running.join(timeout=2)
    print("expected [1, 4, 9], got", found)


if __name__ == "__main__":
    main()
