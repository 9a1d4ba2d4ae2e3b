from threading import Condition, Thread


def main():
    cond = Condition()
    answers = {}
    done = False

    def wait_bare():
        with cond:
            answers["wait"] = cond.wait(timeout=0.05)

    def wait_for_state():
        with cond:
            answers["wait_for"] = cond.wait_for(lambda: done, 10)

    with cond:
        done = True
        cond.notify_all()
    for target in (wait_bare, wait_for_state):
        late = Thread(target=target, name=target.__name__)
        late.start()
        late.join()
    print("woken:", answers)


if __name__ == "__main__":
    main()
