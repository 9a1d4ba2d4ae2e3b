from random import uniform
from threading import Barrier, Lock, Thread, current_thread
from time import sleep


def work(first, second, meet, done, retries):
    meeting = True
    while True:
        with first:
            if meeting:
                meet.wait()
                meeting = False
            if second.acquire(blocking=False):
                try:
                    done.append(current_thread().name)
                    return
                finally:
                    second.release()
        retries.append(current_thread().name)
        sleep(uniform(0.001, 0.02))


def main():
    left, right, meet = Lock(), Lock(), Barrier(2)
    done, retries = [], []
    common = (meet, done, retries)
    a = Thread(target=work, args=(left, right, *common), name="A")
    b = Thread(target=work, args=(right, left, *common), name="B")
    for thread in (a, b):
        thread.start()
    for thread in (a, b):
        thread.join()
    print("done:", sorted(done))
    print("somebody had to retry:", len(retries) > 0)


if __name__ == "__main__":
    main()
