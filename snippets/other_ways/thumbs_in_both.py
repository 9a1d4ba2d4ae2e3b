# needs: sockets
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from threading import Thread
from urllib.request import ProxyHandler, build_opener

NAMES = [f"/{number}" for number in range(12)]
PICTURE = bytes(range(256)) * 512
direct = build_opener(ProxyHandler({}))


class Pictures(BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.03)
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + PICTURE)


def fetch(url):
    with direct.open(url, timeout=10) as answer:
        return answer.read()


def shrink(picture):
    places = range(0, len(picture), 8)
    return bytes(sum(picture[at : at + 8]) // 8 for at in places)


def thumbnails(root, threads=4, processes=2):
    urls = [root + name for name in NAMES]
    with (
        ThreadPoolExecutor(threads) as fetching,
        ProcessPoolExecutor(
            processes, get_context("spawn")
        ) as shrinking,
    ):
        pictures = fetching.map(fetch, urls)
        made = [
            shrinking.submit(shrink, picture) for picture in pictures
        ]
        return dict(zip(NAMES, [one.result() for one in made]))


def main():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as server:
        serving = Thread(target=server.serve_forever, args=[0.01])
        serving.start()
        try:
            root = f"http://127.0.0.1:{server.server_port}"
            made = thumbnails(root)
            print("made:", len(made), "bytes:", len(made["/0"]))
        finally:
            server.shutdown()
            serving.join()


if __name__ == "__main__":
    main()
