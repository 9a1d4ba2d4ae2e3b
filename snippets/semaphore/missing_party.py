from threading import Barrier, BrokenBarrierError, Thread


def arrive(barrier, timeout, log):
    try:
        barrier.wait(timeout)
        log.append("passed")
    except BrokenBarrierError:
        log.append("BrokenBarrierError")


def meet(barrier, count, timeout):
    log = []
    args = (barrier, timeout, log)
    threads = [Thread(target=arrive, args=args) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{count} of {barrier.parties} came:", log)


def main():
    barrier = Barrier(3)
    meet(barrier, count=2, timeout=0.1)
    print("broken:", barrier.broken)
    meet(barrier, count=3, timeout=10)
    barrier.reset()
    print("broken after reset:", barrier.broken)
    meet(barrier, count=3, timeout=10)


if __name__ == "__main__":
    main()
