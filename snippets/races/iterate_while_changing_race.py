from threading import Event, Thread


def visit(names, inside, go_on, seen):
    try:
        for name in names:
            inside.set()
            go_on.wait()
            seen.append(name)
    except RuntimeError as error:
        seen.append(f"{type(error).__name__}: {error}")


def main():
    for label, view in (("the dict", iter), ("a copy", list)):
        prices = {"tea": 3, "rice": 5}
        inside, go_on, seen = Event(), Event(), []
        args = (view(prices), inside, go_on, seen)
        reader = Thread(target=visit, args=args)
        reader.start()
        inside.wait()
        prices["salt"] = 1
        go_on.set()
        reader.join()
        print(f"over {label}: {seen}")


if __name__ == "__main__":
    main()
