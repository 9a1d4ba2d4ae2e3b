from dataclasses import dataclass, field
from queue import PriorityQueue


@dataclass(order=True)
class Wrapped:
    priority: int
    job: dict = field(compare=False)


def main():
    jobs = PriorityQueue()
    for name in ("first", "second", "third", "fourth"):
        jobs.put(Wrapped(1, {"job": name}))
    jobs.put(Wrapped(0, {"job": "urgent"}))
    print("out:", [jobs.get().job["job"] for _ in range(5)])


if __name__ == "__main__":
    main()
