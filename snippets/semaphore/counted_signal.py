from threading import Semaphore, Thread


def bake(baked, tray):
    for number in range(3):
        tray.append(f"bun {number}")
        baked.release()


def main():
    baked, tray = Semaphore(0), []
    baker = Thread(target=bake, args=(baked, tray), name="baker")
    baker.start()
    baker.join()
    for _ in range(3):
        baked.acquire()
        print("sold", tray.pop(0))
    print("a fourth signal:", baked.acquire(timeout=0.05))


if __name__ == "__main__":
    main()
