# needs: sockets
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import ProxyHandler, build_opener

NAMES = [f"/{number}" for number in range(12)]
PICTURE = bytes(range(256)) * 512
direct = build_opener(ProxyHandler({}))


class Pictures(BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.03)
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + PICTURE)


def shrink(picture):
    places = range(0, len(picture), 8)
    return bytes(sum(picture[at : at + 8]) // 8 for at in places)


def make(url):
    with direct.open(url, timeout=10) as answer:
        return shrink(answer.read())


def press_ctrl_c(done):
    if done == 4:
        raise KeyboardInterrupt


def thumbnails(root, after_each, workers=4):
    pool = ThreadPoolExecutor(workers)
    futures = [pool.submit(make, root + name) for name in NAMES]
    try:
        for done, _ in enumerate(as_completed(futures), 1):
            after_each(done)
    finally:
        pool.shutdown(cancel_futures=True)
        print("cancelled some:", any(f.cancelled() for f in futures))


def main():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as server:
        serving = Thread(target=server.serve_forever, args=[0.01])
        serving.start()
        try:
            root = f"http://127.0.0.1:{server.server_port}"
            thumbnails(root, press_ctrl_c)
        except KeyboardInterrupt:
            print("KeyboardInterrupt, after the pool has ended")
        finally:
            server.shutdown()
            serving.join()


if __name__ == "__main__":
    main()
