import asyncio
from contextvars import ContextVar
from threading import local

request = local()
user = ContextVar("user")


async def handle(name):
    request.user = name
    user.set(name)
    await asyncio.sleep(0)
    return f"{name}: local {request.user}, ContextVar {user.get()}"


async def serve():
    for line in await asyncio.gather(handle("ann"), handle("bob")):
        print(line)


def main():
    asyncio.run(serve())


if __name__ == "__main__":
    main()
