import threading

SEATS = 5
forks = [threading.Lock() for _ in range(SEATS)]


def dine(seat):
    with forks[seat]:
        with forks[(seat + 1) % SEATS]:
            print(seat, "eats")


threads = [threading.Thread(target=dine, args=(seat,), name=f"p{seat}") for seat in range(SEATS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
