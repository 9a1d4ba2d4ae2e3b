import asyncio
import time
from threading import active_count


async def polite(name, log):
    log.append(f"{name} asks")
    await asyncio.sleep(0.02)
    log.append(f"{name} got it")


async def rude(name, log):
    log.append(f"{name} asks")
    time.sleep(0.02)
    log.append(f"{name} got it")


async def both(ask, log):
    await asyncio.gather(ask("A", log), ask("B", log))
    return active_count()


def main():
    for ask in (polite, rude):
        log = []
        threads = asyncio.run(both(ask, log))
        print(f"{ask.__name__}: {', '.join(log)}")
        print("  threads:", threads)


if __name__ == "__main__":
    main()
