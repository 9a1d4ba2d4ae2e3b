import dis

counter = 0


def add_one():
    global counter
    counter += 1


def main():
    for step in dis.get_instructions(add_one):
        if step.argrepr in ("counter", "+="):
            print(step.opname, step.argrepr)


if __name__ == "__main__":
    main()
