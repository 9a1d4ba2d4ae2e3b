from concurrent.futures import ThreadPoolExecutor
from threading import Thread

TEXT = "to be or not to be"


def count_words(text):
    return len(text.split())


def count_into(counts, place, text):
    counts[place] = count_words(text)


def main():
    thread = Thread(target=count_words, args=(TEXT,))
    print("start() returned", thread.start())
    print("join() returned", thread.join())

    counts = [None]
    thread = Thread(target=count_into, args=(counts, 0, TEXT))
    thread.start()
    thread.join()
    print("the shared list holds", counts)

    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(count_words, TEXT)
        print("result() returned", future.result())


if __name__ == "__main__":
    main()
