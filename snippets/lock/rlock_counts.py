from threading import RLock, Thread


def free_for_others(lock):
    answers = []

    def attempt():
        got_it = lock.acquire(blocking=False)
        if got_it:
            lock.release()
        answers.append(got_it)

    other = Thread(target=attempt)
    other.start()
    other.join()
    return answers[0]


def main():
    lock = RLock()
    with lock:
        with lock:
            print("taken twice, free:", free_for_others(lock))
        print("left once, free:", free_for_others(lock))
    print("left twice, free:", free_for_others(lock))


if __name__ == "__main__":
    main()
