import asyncio
from concurrent.futures import Future
from threading import Thread


async def heartbeat(log):
    try:
        await asyncio.Event().wait()
    finally:
        log.append("heartbeat cleaned up")


async def serve(started, log):
    stop = asyncio.Event()
    beating = asyncio.create_task(heartbeat(log))
    started.set_result((asyncio.get_running_loop(), stop))
    await stop.wait()
    log.append(f"heartbeat done by itself: {beating.done()}")


async def double(number):
    return 2 * number


def main():
    started, log = Future(), []
    args = (serve(started, log),)
    thread = Thread(target=asyncio.run, args=args, name="loop")
    thread.start()
    loop, stop = started.result()
    answer = asyncio.run_coroutine_threadsafe(double(21), loop)
    print("answer:", answer.result())
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    print(*log, f"closed: {loop.is_closed()}", sep="\n")


if __name__ == "__main__":
    main()
