import asyncio
from threading import Event


def count_to(limit, stop, log):
    for number in range(limit):
        if stop.wait(0.01):
            log.append("stopped early")
            return


async def give_up(log):
    stop = Event()
    try:
        async with asyncio.timeout(0.05):
            await asyncio.to_thread(count_to, 10**6, stop, log)
    except TimeoutError:
        log.append("gave up")
    finally:
        stop.set()


def main():
    log = []
    asyncio.run(give_up(log))
    log.append("run() returned")
    print(log)


if __name__ == "__main__":
    main()
