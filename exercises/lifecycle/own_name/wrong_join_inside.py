from threading import Thread


def greet_all(names, greet):
    for name in names:
        thread = Thread(target=lambda: greet(name))
        thread.start()
        thread.join()


def main():
    greeted = []
    greet_all(["Ann", "Bo", "Cy"], greeted.append)
    print("expected ['Ann', 'Bo', 'Cy'], got", sorted(greeted))


if __name__ == "__main__":
    main()
