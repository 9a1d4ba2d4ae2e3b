from concurrent.futures import ThreadPoolExecutor
from threading import Thread, main_thread


def save_late(old_pool):
    main_thread().join()
    new_pool = ThreadPoolExecutor(max_workers=1)
    for name, pool in (("old", old_pool), ("new", new_pool)):
        try:
            pool.submit(print, "saved")
        except RuntimeError as error:
            print(f"{name} pool: {error}")


def main():
    pool = ThreadPoolExecutor(max_workers=1)
    pool.submit(print, "saved while main runs").result()
    Thread(target=save_late, args=(pool,), name="saver").start()
    print("main ends")


if __name__ == "__main__":
    main()
