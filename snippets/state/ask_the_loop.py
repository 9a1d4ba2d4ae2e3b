import asyncio
from threading import current_thread


async def look_up(name, gate=None):
    if gate:
        await gate.wait()
    if name == "bob":
        raise KeyError(name)
    return f"{name}@example.org by {current_thread().name}"


def work(loop):
    def ask(*args):
        return asyncio.run_coroutine_threadsafe(look_up(*args), loop)

    lines = ["ann: " + ask("ann").result()]
    lines.append("bob: " + type(ask("bob").exception()).__name__)
    slow = ask("cid", asyncio.Event())
    try:
        slow.result(timeout=0.05)
    except TimeoutError as error:
        lines.append(f"cid: {type(error).__name__}")
    lines.append(f"cancelled: {slow.cancel()}")
    return lines


async def serve():
    loop = asyncio.get_running_loop()
    print(*await asyncio.to_thread(work, loop), sep="\n")


def main():
    asyncio.run(serve())


if __name__ == "__main__":
    main()
