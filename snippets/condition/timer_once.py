from threading import Thread, Timer


def main():
    rung = []
    tea = Timer(0.02, rung.append, args=("tea",))
    eggs = Timer(3600, rung.append, args=("eggs",))
    print("a timer is a thread:", isinstance(tea, Thread))
    tea.start()
    eggs.start()
    eggs.cancel()
    eggs.join(timeout=10)
    tea.join(timeout=10)
    print("rung:", rung, "alive:", tea.is_alive(), eggs.is_alive())
    tea.cancel()
    print("cancelled too late:", rung)
    try:
        tea.start()
    except RuntimeError as error:
        print("again: RuntimeError:", error)


if __name__ == "__main__":
    main()
