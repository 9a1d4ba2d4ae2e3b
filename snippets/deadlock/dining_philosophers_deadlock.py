from threading import Lock, Thread

SEATS = 5


def dine(seat, forks, meals):
    left, right = forks[seat], forks[(seat + 1) % SEATS]
    with left, right:
        meals.append(seat)


def main():
    forks = [Lock() for _ in range(SEATS)]
    meals = []
    philosophers = [
        Thread(target=dine, args=(seat, forks, meals), daemon=True)
        for seat in range(SEATS)
    ]
    for philosopher in philosophers:
        philosopher.start()
    for philosopher in philosophers:
        philosopher.join(timeout=0.5)
    hungry = SEATS - len(meals)
    assert hungry == 0, f"{hungry} wait forever"
    print("all five have eaten, this time")


if __name__ == "__main__":
    main()
