from contextvars import ContextVar, copy_context

user = ContextVar("user", default="nobody")


def handle(name):
    user.set(name)
    return user.get()


def main():
    token = user.set("ann")
    copied = copy_context()
    print("in the copy:", copied.run(handle, "bob"))
    print("outside:", user.get())
    print("again in the copy:", copied.run(user.get))
    user.reset(token)
    print("after reset:", user.get())


if __name__ == "__main__":
    main()
