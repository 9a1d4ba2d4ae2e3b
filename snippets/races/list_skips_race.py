from threading import Event, Thread


def visit(names, inside, go_on, seen):
    for name in names:
        seen.append(name)
        inside.set()
        go_on.wait()


def main():
    for label, view in (("the list", iter), ("a copy", list)):
        names = ["Ann", "Bo", "Cy"]
        inside, go_on, seen = Event(), Event(), []
        args = (view(names), inside, go_on, seen)
        reader = Thread(target=visit, args=args)
        reader.start()
        inside.wait()
        names.remove("Ann")
        go_on.set()
        reader.join()
        print(f"over {label}: Bo was seen: {'Bo' in seen}")


if __name__ == "__main__":
    main()
