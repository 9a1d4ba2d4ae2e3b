# needs: processes
import asyncio
import multiprocessing
import threading


def run(start, ready):
    ready.set()
    start.wait()
    print("go", flush=True)


def with_threads():
    start, ready = threading.Event(), threading.Event()
    thread = threading.Thread(target=run, args=(start, ready))
    thread.start()
    ready.wait()
    print("threads: ", end="", flush=True)
    start.set()
    thread.join()


def with_processes():
    start, ready = multiprocessing.Event(), multiprocessing.Event()
    process = multiprocessing.Process(target=run, args=(start, ready))
    process.start()
    ready.wait()
    print("processes: ", end="", flush=True)
    start.set()
    process.join()


async def run_async(start, ready):
    ready.set()
    await start.wait()
    print("go")


async def with_asyncio():
    start, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(run_async(start, ready))
    await ready.wait()
    print("asyncio: ", end="")
    start.set()
    await task


def main():
    with_threads()
    asyncio.run(with_asyncio())
    with_processes()


if __name__ == "__main__":
    main()
