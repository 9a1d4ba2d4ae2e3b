from collections import Counter
from threading import Thread

TEXTS = ["to be or not to be", "be here now", "not now"]


def count(text, results, slot):
    results[slot] = Counter(text.split())


def main():
    results = [None] * len(TEXTS)
    threads = [
        Thread(target=count, args=(text, results, slot))
        for slot, text in enumerate(TEXTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = sum(results, Counter())
    for word in sorted(total):
        print(word, total[word])


if __name__ == "__main__":
    main()
