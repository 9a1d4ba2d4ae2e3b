from threading import Thread


def count(words, counts):
    for word in words:
        counts[word] = counts.get(word, 0) + 1


def main():
    counts = {}
    texts = (["a", "b"], ["a", "c"])
    threads = [Thread(target=count, args=(text, counts)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(counts)


if __name__ == "__main__":
    main()
