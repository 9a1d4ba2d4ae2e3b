from threading import Thread
from time import sleep


def boil_water():
    sleep(0.1)


# --8<-- [start:main]
def main():
    kettle = Thread(target=boil_water)
    kettle.start()
    print("cutting bread while the water heats up")
    kettle.join()
    print("the water boils, tea is ready")


# --8<-- [end:main]


if __name__ == "__main__":
    main()
