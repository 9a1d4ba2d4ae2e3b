from threading import Barrier, Thread


def work(barrier, row, squares):
    for phase in (1, 2):
        squares[row] = (row + phase) ** 2
        barrier.wait(timeout=10)


def main():
    squares = [0, 0, 0]
    totals = []
    barrier = Barrier(3, action=lambda: totals.append(sum(squares)))
    threads = [
        Thread(target=work, args=(barrier, row, squares))
        for row in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("total of each phase:", totals)


if __name__ == "__main__":
    main()
