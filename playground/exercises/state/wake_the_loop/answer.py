import asyncio
from threading import Thread


def produce(numbers, put):
    for number in numbers:
        put(number * number)
    put(None)


async def squares(numbers):
    queue = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def put(item):
        loop.call_soon_threadsafe(queue.put_nowait, item)

    Thread(target=produce, args=(numbers, put), name="producer").start()
    found = []
    while (square := await queue.get()) is not None:
        found.append(square)
    return found


def main():
    print(asyncio.run(squares([1, 2, 3])))


if __name__ == "__main__":
    main()
