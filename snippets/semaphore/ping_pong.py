from threading import Semaphore, Thread


def play(word, mine, other, rounds):
    for number in range(rounds):
        mine.acquire()
        print(word, number)
        other.release()


def main():
    ping, pong = Semaphore(1), Semaphore(0)
    threads = [
        Thread(target=play, args=("pong", pong, ping, 3)),
        Thread(target=play, args=("ping", ping, pong, 3)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
