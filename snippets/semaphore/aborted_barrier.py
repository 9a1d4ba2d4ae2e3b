from threading import Barrier, BrokenBarrierError, Thread


def load(name, data, barrier, report):
    try:
        value = int(data)
        barrier.wait()
        report[name] = f"goes on with {value}"
    except BrokenBarrierError:
        report[name] = "gave up, somebody failed"
    except BaseException:
        barrier.abort()
        report[name] = "bad data, told the others"


def main():
    barrier, report = Barrier(3), {}
    threads = [
        Thread(target=load, args=(name, data, barrier, report))
        for name, data in [("a", "1"), ("b", "two"), ("c", "3")]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in sorted(report):
        print(name, report[name])


if __name__ == "__main__":
    main()
