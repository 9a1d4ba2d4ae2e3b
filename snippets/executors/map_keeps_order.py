from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread


def names(drawn):
    for name in ("first", "second"):
        drawn.append(current_thread().name)
        yield name


def main():
    drawn, finished, second_is_done = [], [], Event()

    def work(name):
        if name == "first":
            second_is_done.wait()
        finished.append(name)
        if name == "second":
            second_is_done.set()
        return name.upper()

    with ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(work, names(drawn))
        print("drawn before any result, by:", drawn)
        print("results:", list(results))
    print("finished:", finished)


if __name__ == "__main__":
    main()
