from threading import Event, Thread


def meet(mine, other, patience, met):
    mine.set()
    met.append(other.wait(patience))


def pair(patience, met):
    here, there = Event(), Event()
    return [
        Thread(target=meet, args=(here, there, patience, met)),
        Thread(target=meet, args=(there, here, patience, met)),
    ]


def main():
    met = []
    for worker in pair(0.05, met):
        worker.start()
        worker.join()
    print("join inside the loop, met:", met)

    met = []
    workers = pair(10, met)
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("join after the loop, met:", met)


if __name__ == "__main__":
    main()
