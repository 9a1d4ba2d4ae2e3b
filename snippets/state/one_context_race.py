from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from threading import Event

user = ContextVar("user")


def work(inside, go_on):
    inside.set()
    go_on.wait()
    return user.get()


def main():
    user.set("ann")
    inside, go_on, shared = Event(), Event(), copy_context()
    with ThreadPoolExecutor(max_workers=2) as pool:
        first = pool.submit(shared.run, work, inside, go_on)
        inside.wait()
        second = pool.submit(shared.run, work, inside, go_on)
        error = second.exception()
        what = str(error).partition(":")[0]
        print(f"second: {type(error).__name__}: {what}")
        go_on.set()
        print("first:", first.result())


if __name__ == "__main__":
    main()
