from threading import Lock, Thread

SEATS, MEALS = 5, 3


def dine(seat, forks, meals):
    low, high = sorted((seat, (seat + 1) % SEATS))
    for _ in range(MEALS):
        with forks[low], forks[high]:
            meals.append(seat)


def main():
    forks = [Lock() for _ in range(SEATS)]
    meals = []
    philosophers = [
        Thread(target=dine, args=(seat, forks, meals))
        for seat in range(SEATS)
    ]
    for philosopher in philosophers:
        philosopher.start()
    for philosopher in philosophers:
        philosopher.join()
    print("meals:", [meals.count(seat) for seat in range(SEATS)])


if __name__ == "__main__":
    main()
