import asyncio
from threading import Event, current_thread


async def serve_others(done):
    done.set()


def read_file(done, timeout):
    others_ran = done.wait(timeout)
    in_main = current_thread().name == "MainThread"
    return f"in main: {in_main}, others ran meanwhile: {others_ran}"


async def serve():
    done = Event()
    other = asyncio.create_task(serve_others(done))
    print("plain call:", read_file(done, 0.05))
    await other

    done = Event()
    other = asyncio.create_task(serve_others(done))
    print("to_thread:", await asyncio.to_thread(read_file, done, 10))
    await other


def main():
    asyncio.run(serve())


if __name__ == "__main__":
    main()
