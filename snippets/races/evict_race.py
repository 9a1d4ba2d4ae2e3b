from threading import Barrier, Thread


def check_then_delete(cache, meet, outcomes):
    if "page" in cache:
        meet.wait()
        try:
            del cache["page"]
            outcomes.append("deleted")
        except KeyError:
            outcomes.append("KeyError")


def one_operation(cache, meet, outcomes):
    meet.wait()
    found = cache.pop("page", None)
    outcomes.append("deleted" if found else "nothing there")


def main():
    for evict in (check_then_delete, one_operation):
        cache, meet, outcomes = {"page": "<html>"}, Barrier(2), []
        args = (cache, meet, outcomes)
        threads = [Thread(target=evict, args=args) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(f"{evict.__name__}: {sorted(outcomes)}")


if __name__ == "__main__":
    main()
