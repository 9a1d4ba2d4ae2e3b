from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

user = ContextVar("user")


def greet():
    try:
        return f"hello {user.get()}"
    except LookupError as error:
        return type(error).__name__


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(len, "").result()
        user.set("ann")
        print("here:", greet())
        print("in the pool:", pool.submit(greet).result())


if __name__ == "__main__":
    main()
