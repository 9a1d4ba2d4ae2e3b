import time
from threading import Thread


def total_weight(parcels, weigh):
    weights = []

    def work(parcel):
        weights.append(weigh(parcel))

    for parcel in parcels:
        worker = Thread(target=work, args=(parcel,))
        worker.start()
        worker.join()
    return sum(weights)


def main():
    def weigh(parcel):
        time.sleep(0.01)
        return 10 * parcel

    print("total:", total_weight([1, 2, 3], weigh))


if __name__ == "__main__":
    main()
