from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event


def cook(dish, gate):
    gate.wait()
    if dish == "soup":
        raise ValueError("too salty")
    return "hot"


def main():
    gates = {dish: Event() for dish in ("rice", "soup", "tea")}
    ready = iter(["tea", "soup", "rice"])
    with ThreadPoolExecutor(max_workers=3) as pool:
        dishes = {
            pool.submit(cook, dish, gate): dish
            for dish, gate in gates.items()
        }
        gates[next(ready)].set()
        for future in as_completed(dishes):
            try:
                print(dishes[future], "is", future.result())
            except ValueError as error:
                print(dishes[future], "is", error)
            if (dish := next(ready, None)) is not None:
                gates[dish].set()


if __name__ == "__main__":
    main()
