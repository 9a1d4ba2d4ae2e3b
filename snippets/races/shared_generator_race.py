from threading import Event, Lock, Thread


def numbers(inside, go_on):
    for number in range(1, 5):
        inside.set()
        go_on.wait()
        yield number


def draw_two(source, lock, drawn):
    for _ in range(2):
        with lock:
            drawn.append(next(source))


def main():
    inside, go_on, drawn = Event(), Event(), []
    source, lock = numbers(inside, go_on), Lock()
    other = Thread(target=draw_two, args=(source, lock, drawn))
    other.start()
    inside.wait()
    try:
        next(source)
    except ValueError as error:
        print(f"without the lock: {type(error).__name__}: {error}")
    go_on.set()
    draw_two(source, lock, drawn)
    other.join()
    print("with the lock:", drawn)


if __name__ == "__main__":
    main()
