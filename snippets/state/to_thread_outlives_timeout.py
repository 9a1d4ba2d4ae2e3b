import asyncio
from threading import Event

ended = Event()


def count_to(limit, log):
    ended.wait(0.1)
    log.append("counted")


async def give_up(log):
    try:
        async with asyncio.timeout(0.01):
            await asyncio.to_thread(count_to, 3, log)
    except TimeoutError:
        log.append("gave up")


def main():
    log = []
    asyncio.run(give_up(log))
    log.append("run() returned")
    print(log)


if __name__ == "__main__":
    main()
