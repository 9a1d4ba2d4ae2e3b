# needs: ctypes
import ctypes
from threading import Event, Lock, Thread


class Killed(BaseException):
    pass


def work(cleaning, disk, log):
    try:
        try:
            log.append("worked")
        finally:
            cleaning.set()
            disk.acquire()
            log.append("saved")
    except Killed:
        log.append("killed")


def kill(thread):
    set_error = ctypes.pythonapi.PyThreadState_SetAsyncExc
    set_error(ctypes.c_ulong(thread.ident), ctypes.py_object(Killed))


def main():
    cleaning, disk, log = Event(), Lock(), []
    disk.acquire()
    args = (cleaning, disk, log)
    worker = Thread(target=work, args=args, name="worker")
    worker.start()
    cleaning.wait()
    kill(worker)
    worker.join(timeout=0.1)
    print("still blocked:", worker.is_alive())
    disk.release()
    worker.join()
    print(log)


if __name__ == "__main__":
    main()
