from threading import Barrier, BrokenBarrierError, Thread


def add_up():
    raise ValueError("a cell is missing")


def work(meeting, log):
    try:
        meeting.wait()
        log.append("passed")
    except (ValueError, BrokenBarrierError) as error:
        log.append(type(error).__name__)


def main():
    meeting, log = Barrier(3, action=add_up), []
    args = (meeting, log)
    threads = [Thread(target=work, args=args) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("each got:", sorted(log))
    print("broken:", meeting.broken, "waiting:", meeting.n_waiting)


if __name__ == "__main__":
    main()
