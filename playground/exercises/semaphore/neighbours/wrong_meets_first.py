from threading import Barrier, BrokenBarrierError, Thread


def work(place, compute, cells, meeting):
    try:
        meeting.wait()
        cells[place] = compute(place)
    except BrokenBarrierError:
        return None
    except Exception:
        meeting.abort()
        return None
    return cells[place] + cells[place - 1]


def main():
    cells, meeting, sums = [None] * 3, Barrier(3), []
    threads = [
        Thread(target=lambda n=n: sums.append(work(n, lambda k: k * 10, cells, meeting)))
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("sums:", sorted(sums))


if __name__ == "__main__":
    main()
