import time


def run_with_progress(work, show, every):
    work()
    show()


def main():
    run_with_progress(
        work=lambda: time.sleep(0.1),
        show=lambda: print("still working"),
        every=0.03,
    )
    print("done")


if __name__ == "__main__":
    main()
