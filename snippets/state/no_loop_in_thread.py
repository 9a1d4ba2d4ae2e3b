import asyncio
from threading import Thread


async def fetch():
    await asyncio.sleep(0)
    return "page"


def work(results):
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        results.append(f"get_event_loop: {error}")
    results.append(f"asyncio.run: {asyncio.run(fetch())}")


def main():
    results = []
    thread = Thread(target=work, args=(results,), name="worker")
    thread.start()
    thread.join()
    print(*results, sep="\n")


if __name__ == "__main__":
    main()
