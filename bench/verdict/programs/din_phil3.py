# broken
import threading

SEATS = 3
forks = [threading.Lock() for _ in range(SEATS)]
meals = [0] * SEATS


def dine(seat):
    first, second = forks[seat], forks[(seat + 1) % SEATS]
    with first, second:
        meals[seat] += 1


threads = [threading.Thread(target=dine, args=(seat,)) for seat in range(SEATS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert meals == [1] * SEATS
