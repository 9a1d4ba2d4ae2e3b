from threading import Thread, local

request = local()


def handle(user, seen):
    try:
        seen.append(request.user)
    except AttributeError as error:
        seen.append(type(error).__name__)
    request.user = user
    seen.append(request.user)


def main():
    request.user = "main's own"
    seen = []
    thread = Thread(target=handle, args=("ann", seen), name="handler")
    thread.start()
    thread.join()
    for line in seen:
        print("handler:", line)
    print("main:", request.user)


if __name__ == "__main__":
    main()
