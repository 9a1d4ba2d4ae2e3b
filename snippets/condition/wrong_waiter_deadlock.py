from threading import Condition, Event, Thread


def wait_for_drink(cond, drink, ready, inside):
    with cond:
        inside.set()
        cond.wait_for(lambda: drink in ready)


def serve_coffee(method):
    cond, ready, waiters = Condition(), set(), []
    for drink in ("tea", "coffee"):
        inside = Event()
        args = (cond, drink, ready, inside)
        waiter = Thread(
            target=wait_for_drink, args=args, name=drink, daemon=True
        )
        waiter.start()
        inside.wait()
        waiters.append(waiter)
    with cond:
        ready.add("coffee")
        getattr(cond, method)()
    coffee = waiters[1]
    coffee.join(timeout=0.2 if method == "notify" else 10)
    print(f"{method}: {coffee.name} still waits:", coffee.is_alive())


def main():
    serve_coffee("notify")
    serve_coffee("notify_all")


if __name__ == "__main__":
    main()
