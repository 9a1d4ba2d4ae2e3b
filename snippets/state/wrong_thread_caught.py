import asyncio
from threading import current_thread


def work(loop, called):
    def note():
        called.set_result(current_thread().name)

    try:
        loop.call_soon(note)
    except RuntimeError as error:
        print("call_soon:", error)
    loop.call_soon_threadsafe(note)


async def serve():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 10
    called = loop.create_future()
    await asyncio.to_thread(work, loop, called)
    print("call_soon_threadsafe: called in", await called)


def main():
    asyncio.run(serve(), debug=True)


if __name__ == "__main__":
    main()
