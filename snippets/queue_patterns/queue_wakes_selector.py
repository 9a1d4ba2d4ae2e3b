from queue import SimpleQueue
from selectors import EVENT_READ, DefaultSelector
from socket import socketpair
from threading import Event, Thread


def serve(connection, jobs, bell, done):
    with DefaultSelector() as selector:
        for source in (connection, bell):
            selector.register(source, EVENT_READ)
        while True:
            for key, _ in selector.select():
                data = key.fileobj.recv(1)
                if key.fileobj is bell:
                    print("from the queue:", jobs.get())
                    done.set()
                elif not data:
                    return


def submit(job, jobs, rope):
    jobs.put(job)
    rope.send(b"!")


def main():
    here, there = socketpair()
    rope, bell = socketpair()
    with here, there, rope, bell:
        jobs, done = SimpleQueue(), Event()
        server = Thread(target=serve, args=(there, jobs, bell, done))
        server.start()
        submit("job", jobs, rope)
        done.wait()
        here.close()
        server.join()


if __name__ == "__main__":
    main()
