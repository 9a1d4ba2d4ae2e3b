from threading import Event


def describe(answer):
    return "the flag was set" if answer else "time ran out"


def main():
    reply = Event()
    print("no reply:", describe(reply.wait(timeout=0.05)))
    reply.set()
    print("replied:", describe(reply.wait(timeout=10)))
    print("asked again:", describe(reply.wait(timeout=0)))
    reply.clear()
    print("cleared:", describe(reply.wait(timeout=0)))


if __name__ == "__main__":
    main()
