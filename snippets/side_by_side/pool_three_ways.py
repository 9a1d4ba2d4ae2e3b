# needs: processes
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

TEXTS = ("1", "many", "3")


def double(text):
    return 2 * int(text)


def with_pool(kind):
    with kind(max_workers=2) as pool:
        futures = [pool.submit(double, text) for text in TEXTS]
    return [future.exception() or future.result() for future in futures]


async def double_async(text, permits):
    async with permits:
        return double(text)


async def with_asyncio():
    permits = asyncio.Semaphore(2)
    calls = [double_async(text, permits) for text in TEXTS]
    return await asyncio.gather(*calls, return_exceptions=True)


def main():
    print("threads:", with_pool(ThreadPoolExecutor))
    print("asyncio:", asyncio.run(with_asyncio()))
    print("processes:", with_pool(ProcessPoolExecutor))


if __name__ == "__main__":
    main()
