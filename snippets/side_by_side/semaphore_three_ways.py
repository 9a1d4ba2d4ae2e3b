# needs: processes
import asyncio
import multiprocessing
import threading


def visit(room, both_in, guard, counts):
    with room:
        with guard:
            counts[0] += 1
            counts[1] = max(counts)
        both_in.wait()
        with guard:
            counts[0] -= 1


def four_visits(kind, package, counts):
    room, guard = package.Semaphore(2), package.Lock()
    args = (room, package.Barrier(2), guard, counts)
    others = [kind(target=visit, args=args) for _ in range(4)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    print(f"{kind.__name__}: {counts[1]} inside at once")


async def visit_async(room, both_in, counts):
    async with room:
        counts[0] += 1
        counts[1] = max(counts)
        await both_in.wait()
        counts[0] -= 1


async def with_asyncio():
    counts = [0, 0]
    args = (asyncio.Semaphore(2), asyncio.Barrier(2), counts)
    async with asyncio.TaskGroup() as group:
        for _ in range(4):
            group.create_task(visit_async(*args))
    print(f"asyncio: {counts[1]} inside at once")


def main():
    four_visits(threading.Thread, threading, [0, 0])
    asyncio.run(with_asyncio())
    shared = multiprocessing.Array("i", 2, lock=False)
    four_visits(multiprocessing.Process, multiprocessing, shared)


if __name__ == "__main__":
    main()
