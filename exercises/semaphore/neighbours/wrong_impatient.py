from threading import Barrier, BrokenBarrierError, Event, Thread


def work(place, compute, cells, meeting):
    try:
        cells[place] = compute(place)
        meeting.wait(timeout=1)
    except BrokenBarrierError:
        return None
    except Exception:
        return None
    return cells[place] + cells[place - 1]


def main():
    cells, meeting, sums, never = [None] * 3, Barrier(3), [], Event()

    def compute(place):
        if place == 2:
            never.wait(timeout=0.5)
        return 10 * place

    def note(place):
        try:
            sums.append(work(place, compute, cells, meeting))
        except TypeError:
            sums.append(-1)

    threads = [Thread(target=note, args=(place,)) for place in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("expected [10, 20, 30], got", sorted(sums))


if __name__ == "__main__":
    main()
