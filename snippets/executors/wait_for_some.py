from concurrent.futures import (
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    ThreadPoolExecutor,
    wait,
)
from threading import Event


def work(name, gate):
    gate.wait()
    if name == "b":
        raise ValueError(name)


def main():
    gates = {name: Event() for name in "abc"}
    with ThreadPoolExecutor(max_workers=3) as pool:
        names = {
            pool.submit(work, name, gate): name
            for name, gate in gates.items()
        }

        def show(when, **how):
            groups = wait(names, **how)
            print(when, *(sorted(map(names.get, g)) for g in groups))

        show("timeout:", timeout=0.05)
        gates["a"].set()
        show("first completed:", return_when=FIRST_COMPLETED)
        gates["b"].set()
        show("first exception:", return_when=FIRST_EXCEPTION)
        gates["c"].set()
        show("all completed:")


if __name__ == "__main__":
    main()
