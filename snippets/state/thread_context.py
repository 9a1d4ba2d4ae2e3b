# requires: python 3.14
import sys
from contextvars import Context, ContextVar, copy_context
from threading import Thread

user = ContextVar("user", default="nobody")


def seen_in_thread(**how):
    seen = []
    thread = Thread(target=lambda: seen.append(user.get()), **how)
    thread.start()
    thread.join()
    return seen[0]


def main():
    user.set("ann")
    print("a copy:", seen_in_thread(context=copy_context()))
    print("an empty one:", seen_in_thread(context=Context()))
    inherits = bool(sys.flags.thread_inherit_context)
    by_default = seen_in_thread() == "ann"
    print("default as the flag says:", by_default == inherits)


if __name__ == "__main__":
    main()
