import warnings
from threading import Event, Thread


def quiet(entered, leave):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        entered.set()
        leave.wait()


def main():
    before = list(warnings.filters)
    events = [(Event(), Event()) for _ in range(2)]
    threads = [Thread(target=quiet, args=pair) for pair in events]
    for thread, (entered, leave) in zip(threads, events):
        thread.start()
        entered.wait()
    for thread, (entered, leave) in zip(threads, events):
        leave.set()
        thread.join()
    print("filters as before:", warnings.filters == before)
    warnings.filters[:] = before


if __name__ == "__main__":
    main()
