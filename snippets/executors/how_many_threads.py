import os
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from threading import enumerate as all_threads


def names_of(prefix):
    names = [thread.name for thread in all_threads()]
    return sorted(name for name in names if name.startswith(prefix))


def main():
    cpus = getattr(os, "process_cpu_count", os.cpu_count)() or 1
    gate = Event()
    with ThreadPoolExecutor(thread_name_prefix="cook") as pool:
        print("before the first task:", names_of("cook"))
        pool.submit(gate.wait)
        pool.submit(gate.wait)
        print("two tasks at work:", names_of("cook"))
        for _ in range(40):
            pool.submit(gate.wait)
        as_documented = min(32, cpus + 4)
        print("default:", len(names_of("cook")) == as_documented)
        gate.set()
    print("after the with:", names_of("cook"))


if __name__ == "__main__":
    main()
