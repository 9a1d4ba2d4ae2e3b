from threading import Barrier, Thread

groups = {}
start = Barrier(3)


def join_group(name):
    start.wait()
    mine = groups.setdefault("readers", [])
    mine.append(name)


def main():
    threads = [Thread(target=join_group, args=(n,)) for n in "ABC"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("in one list:", sorted(groups["readers"]))


if __name__ == "__main__":
    main()
