import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

user = ContextVar("user", default="nobody")


def who(then):
    before = user.get()
    user.set(then)
    return before


async def serve():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1) as pool:
        await loop.run_in_executor(pool, len, "")
        user.set("ann")
        print("to_thread:", await asyncio.to_thread(who, "bob"))
        in_pool = await loop.run_in_executor(pool, who, "bob")
        print("run_in_executor:", in_pool)
        print("in the coroutine:", user.get())


def main():
    asyncio.run(serve())


if __name__ == "__main__":
    main()
