# needs: processes
import asyncio
import multiprocessing
import threading


class Cell:
    value = 0


def count(changed, cell):
    with changed:
        cell.value += 1
        changed.notify_all()


def two_and_wait(kind, changed, cell):
    others = [kind(target=count, args=(changed, cell)) for _ in "12"]
    for other in others:
        other.start()
    with changed:
        changed.wait_for(lambda: cell.value == 2)
        print(f"{kind.__name__}: value", cell.value)
    for other in others:
        other.join()


async def count_async(changed, cell):
    async with changed:
        cell.value += 1
        changed.notify_all()


async def with_asyncio():
    changed, cell = asyncio.Condition(), Cell()
    async with asyncio.TaskGroup() as group:
        for _ in "12":
            group.create_task(count_async(changed, cell))
        async with changed:
            await changed.wait_for(lambda: cell.value == 2)
            print("asyncio: value", cell.value)


def main():
    two_and_wait(threading.Thread, threading.Condition(), Cell())
    asyncio.run(with_asyncio())
    cell = multiprocessing.Value("i", 0, lock=False)
    changed = multiprocessing.Condition()
    two_and_wait(multiprocessing.Process, changed, cell)


if __name__ == "__main__":
    main()
