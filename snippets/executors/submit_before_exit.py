from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread


def save_when_told(pool, closing):
    closing.wait()
    pool.submit(print, "saved at the end")


def main():
    closing = Event()
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(print, "saved while main runs").result()
        args = (pool, closing)
        saver = Thread(target=save_when_told, args=args, name="saver")
        saver.start()
        closing.set()
        saver.join()
    print("main ends")


if __name__ == "__main__":
    main()
