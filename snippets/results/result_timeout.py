from concurrent.futures import ThreadPoolExecutor
from threading import Event


def slow(gate):
    gate.wait()
    return "the answer"


def gives_up():
    raise TimeoutError("the server did not reply")


def ask(future, patience):
    try:
        print("got", future.result(timeout=patience))
    except TimeoutError as error:
        whose = "the task's" if future.done() else "my"
        print(f"{whose} TimeoutError: {str(error)!r}")


def main():
    gate = Event()
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(slow, gate)
        ask(future, 0.05)
        gate.set()
        ask(future, 10)
        ask(pool.submit(gives_up), 10)


if __name__ == "__main__":
    main()
