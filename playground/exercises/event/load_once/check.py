import time
from threading import Lock, Thread


def check():
    guard, seen = Lock(), []

    def ask(config):
        try:
            answer = config.get()
        except KeyError:
            answer = "failed"
        with guard:
            seen.append(answer)

    def read():
        time.sleep(10)
        return "port 80"

    def fail():
        raise KeyError("port")

    for source, wanted in ((read, "port 80"), (fail, "failed")):
        seen.clear()
        config = Config()
        threads = [Thread(target=ask, args=(config,), name=n, daemon=True) for n in ("C", "D")]
        for thread in threads:
            thread.start()
        try:
            config.load(source)
        except KeyError:
            pass
        for thread in threads:
            thread.join()
        assert None not in seen, "none"
        assert seen == [wanted, wanted], "wrong"


check()
