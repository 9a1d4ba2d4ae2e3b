import asyncio
from threading import Event


def count(go_on, log):
    go_on.wait()
    log.append("counted")


async def give_up(log):
    go_on = Event()
    try:
        async with asyncio.timeout(0.1):
            await asyncio.to_thread(count, go_on, log)
    except TimeoutError:
        log.append("gave up")
        go_on.set()


def main():
    log = []
    asyncio.run(give_up(log))
    log.append("run() returned")
    print(log)


if __name__ == "__main__":
    main()
