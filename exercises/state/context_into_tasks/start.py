from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

user = ContextVar("user", default="nobody")


def handle(pool, name, work):
    user.set(name)
    futures = [pool.submit(function) for function in work]
    return [future.result() for future in futures]


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        print("expected ['ann', 'ann'], got", handle(pool, "ann", [user.get, user.get]))


if __name__ == "__main__":
    main()
