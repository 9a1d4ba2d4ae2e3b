from queue import Empty, Queue
from threading import Barrier, Thread


def take(items, both_have_asked, outcomes):
    if not items.empty():
        both_have_asked.wait()
        try:
            outcomes.append(items.get(timeout=0.05))
        except Empty:
            outcomes.append("Empty, though empty() was False")


def main():
    items, both_have_asked, outcomes = Queue(), Barrier(2), []
    items.put("the only item")
    arguments = (items, both_have_asked, outcomes)
    takers = [Thread(target=take, args=arguments) for _ in range(2)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    for outcome in sorted(outcomes, reverse=True):
        print(outcome)


if __name__ == "__main__":
    main()
