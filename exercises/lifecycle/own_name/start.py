from threading import Thread


def greet_all(names, greet):
    threads = [Thread(target=lambda: greet(name)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main():
    greeted = []
    greet_all(["Ann", "Bo", "Cy"], greeted.append)
    print("expected ['Ann', 'Bo', 'Cy'], got", sorted(greeted))


if __name__ == "__main__":
    main()
