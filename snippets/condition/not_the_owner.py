from threading import Condition


def main():
    cond = Condition()
    for method in (cond.wait, cond.notify, cond.notify_all):
        try:
            method()
        except RuntimeError as error:
            print(f"{method.__name__}: RuntimeError: {error}")
    with cond:
        print("wait with the lock:", cond.wait(timeout=0.05))


if __name__ == "__main__":
    main()
