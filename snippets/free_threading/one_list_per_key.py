from threading import Thread

names_by_city = {}


def add(name):
    names = names_by_city.setdefault("Bern", [])
    names.append(name)


def main():
    threads = [
        Thread(target=add, args=(name,)) for name in ("ann", "bob")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("in Bern:", sorted(names_by_city["Bern"]))


if __name__ == "__main__":
    main()
