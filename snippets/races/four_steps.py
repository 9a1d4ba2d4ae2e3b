import dis

counter = 0


def add_one():
    global counter
    counter += 1


def main():
    for step in dis.get_instructions(add_one):
        what = step.argrepr or step.argval
        if what in ("counter", "1", 1, "+="):
            print(step.opname.partition("_")[0], what)


if __name__ == "__main__":
    main()
