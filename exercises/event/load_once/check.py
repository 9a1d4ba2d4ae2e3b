import time
from threading import Lock, Thread


def check():
    guard, seen = Lock(), []

    def ask(config):
        try:
            answer = config.get()
        except BaseException as error:
            answer = error
        with guard:
            seen.append(answer)

    def reads(wanted):
        def read():
            time.sleep(10)
            if isinstance(wanted, BaseException):
                raise wanted
            return wanted

        return read

    for wanted in ("port 80", KeyError("port"), SystemExit("port")):
        seen.clear()
        config = Config()
        threads = [Thread(target=ask, args=(config,), name=n, daemon=True) for n in ("C", "D")]
        for thread in threads:
            thread.start()
        try:
            config.load(reads(wanted))
        except BaseException as error:
            assert error is wanted, "wrong"
        for thread in threads:
            thread.join()
        assert None not in seen, "none"
        assert seen == [wanted, wanted], "wrong"


check()
