from threading import Thread


def run_all(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main():
    names = ["Ann", "Bo", "Cy"]
    late, bound = [], []
    run_all([Thread(target=lambda: late.append(n)) for n in names])
    run_all([Thread(target=bound.append, args=(n,)) for n in names])
    print("lambda:", late)
    print("args:", sorted(bound))


if __name__ == "__main__":
    main()
