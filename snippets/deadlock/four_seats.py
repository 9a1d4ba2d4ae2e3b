from threading import Lock, Semaphore, Thread

SEATS, MEALS = 5, 3


def dine(seat, forks, room, meals):
    left, right = forks[seat], forks[(seat + 1) % SEATS]
    for _ in range(MEALS):
        with room, left, right:
            meals.append(seat)


def main():
    forks = [Lock() for _ in range(SEATS)]
    room, meals = Semaphore(SEATS - 1), []
    philosophers = [
        Thread(target=dine, args=(seat, forks, room, meals))
        for seat in range(SEATS)
    ]
    for philosopher in philosophers:
        philosopher.start()
    for philosopher in philosophers:
        philosopher.join()
    print("meals:", [meals.count(seat) for seat in range(SEATS)])


if __name__ == "__main__":
    main()
