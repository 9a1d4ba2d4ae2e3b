from threading import Lock, Thread


def parse(lock, text, results):
    lock.acquire()
    try:
        number = int(text)
    except ValueError:
        results.append("bad input")
        return
    results.append(number)
    lock.release()


def main():
    lock, results = Lock(), []
    first = Thread(target=parse, args=(lock, "oops", results))
    first.start()
    first.join()
    args = (lock, "42", results)
    second = Thread(target=parse, args=args, daemon=True)
    second.start()
    second.join(timeout=0.2)
    print("results:", results)
    print("second thread still waits:", second.is_alive())


if __name__ == "__main__":
    main()
