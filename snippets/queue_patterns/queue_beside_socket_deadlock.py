from queue import Queue
from socket import socketpair
from threading import Thread


def serve(connection, jobs):
    while data := connection.recv(100):
        print("from the socket:", data.decode())
        while not jobs.empty():
            print("from the queue:", jobs.get())


def main():
    here, there = socketpair()
    with here, there:
        jobs = Queue()
        args = (there, jobs)
        server = Thread(target=serve, args=args, daemon=True)
        server.start()
        jobs.put("job")
        server.join(timeout=0.1)
        print("job is still waiting:", not jobs.empty())
        here.sendall(b"hello")
        here.close()
        server.join()


if __name__ == "__main__":
    main()
