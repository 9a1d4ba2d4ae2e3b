from threading import Event, Thread


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
    never = Event()

    def weigh(parcel):
        if parcel < 3:
            never.wait(timeout=0.5)
        return 10 * parcel

    print("expected 60, got", total_weight([1, 2, 3], weigh))


if __name__ == "__main__":
    main()
