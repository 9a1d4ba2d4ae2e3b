import time
from threading import Thread


def total_weight(parcels, weigh):
    weights = []

    def work(parcel):
        weights.append(weigh(parcel))

    workers = [Thread(target=work, args=(parcel,)) for parcel in parcels]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=1)
    return sum(weights)


def main():
    def weigh(parcel):
        time.sleep(0.01)
        return 10 * parcel

    print("total:", total_weight([1, 2, 3], weigh))


if __name__ == "__main__":
    main()
