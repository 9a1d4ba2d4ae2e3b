# needs: sockets
import time
from concurrent.futures import ThreadPoolExecutor
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


def fetch(url):
    with direct.open(url, timeout=10) as answer:
        return answer.read()


def shrink(picture):
    places = range(0, len(picture), 8)
    return bytes(sum(picture[at : at + 8]) // 8 for at in places)


def make(url):
    return shrink(fetch(url))


def thumbnails(root, workers=4):
    with ThreadPoolExecutor(workers) as pool:
        made = pool.map(make, [root + name for name in NAMES])
        return dict(zip(NAMES, made))


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
