# needs: processes
import asyncio
import multiprocessing
import queue
import threading


def square(todo, done):
    while (number := todo.get()) is not None:
        done.put(number * number)
    done.put(None)


def feed(todo, done):
    for number in (1, 2, 3, None):
        todo.put(number)
    return list(iter(done.get, None))


def with_threads():
    todo, done = queue.Queue(), queue.Queue()
    thread = threading.Thread(target=square, args=(todo, done))
    thread.start()
    print("threads:", feed(todo, done))
    thread.join()


def with_processes():
    todo, done = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=square, args=(todo, done))
    process.start()
    print("processes:", feed(todo, done))
    process.join()


async def square_async(todo, done):
    while (number := await todo.get()) is not None:
        await done.put(number * number)


async def with_asyncio():
    todo, done = asyncio.Queue(), asyncio.Queue()
    task = asyncio.create_task(square_async(todo, done))
    for number in (1, 2, 3, None):
        await todo.put(number)
    await task
    print("asyncio:", [done.get_nowait() for _ in range(done.qsize())])


def main():
    with_threads()
    asyncio.run(with_asyncio())
    with_processes()


if __name__ == "__main__":
    main()
