from concurrent.futures import ThreadPoolExecutor
from threading import local

request = local()


def log_in(user):
    request.user = user


def who():
    return getattr(request, "user", "nobody")


def log_in_and_out(user):
    request.user = user
    try:
        return who()
    finally:
        del request.user


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(log_in, "ann").result()
        print("next task sees:", pool.submit(who).result())
        print("during:", pool.submit(log_in_and_out, "bob").result())
        print("after it:", pool.submit(who).result())


if __name__ == "__main__":
    main()
