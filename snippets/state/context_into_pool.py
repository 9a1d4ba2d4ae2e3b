from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from threading import Barrier

user = ContextVar("user", default="nobody")


def greet(both):
    both.wait()
    return f"hello {user.get()}"


def main():
    both, futures = Barrier(2), []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name in ("ann", "bob"):
            user.set(name)
            run = copy_context().run
            futures.append(pool.submit(run, greet, both))
        user.set("cid")
        print([future.result() for future in futures])


if __name__ == "__main__":
    main()
