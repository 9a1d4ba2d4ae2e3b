import asyncio
import time
from threading import Event


def unsafely(loop, queue, received):
    time.sleep(0.02)
    queue.put_nowait("item")
    in_time = received.wait(timeout=0.1)
    loop.call_soon_threadsafe(lambda: None)
    return in_time


def safely(loop, queue, received):
    time.sleep(0.02)
    loop.call_soon_threadsafe(queue.put_nowait, "item")
    return received.wait(timeout=10)


async def receive(put):
    queue, received = asyncio.Queue(), Event()
    loop = asyncio.get_running_loop()
    sending = asyncio.to_thread(put, loop, queue, received)
    sender = asyncio.create_task(sending)
    await queue.get()
    received.set()
    return await sender


def main():
    print("safely, received:", asyncio.run(receive(safely)))
    in_time = True
    while in_time:
        in_time = asyncio.run(receive(unsafely))
    print("unsafely, received:", in_time)


if __name__ == "__main__":
    main()
