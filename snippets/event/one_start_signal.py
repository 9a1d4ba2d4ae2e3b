# order: free
from threading import Event, Thread


def run(name, go):
    go.wait()
    print(f"{name} runs\n", end="")


def main():
    go = Event()
    runners = [
        Thread(target=run, args=(name, go)) for name in ("ann", "bob")
    ]
    for runner in runners:
        runner.start()
    print("go\n", end="")
    go.set()
    for runner in runners:
        runner.join()


if __name__ == "__main__":
    main()
