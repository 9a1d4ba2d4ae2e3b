# needs: sockets
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.request import ProxyHandler, build_opener

PICTURE = bytes(range(256)) * 512
direct = build_opener(ProxyHandler({}))


class Pictures(BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.03)
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + PICTURE)


def shrink(picture):
    places = range(0, len(picture), 8)
    return bytes(sum(picture[at : at + 8]) // 8 for at in places)


class TokenBucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens = rate, burst, burst
        self.filled, self.lock = time.monotonic(), Lock()

    def take(self):
        with self.lock:
            before, self.filled = self.filled, time.monotonic()
            more = (self.filled - before) * self.rate
            self.tokens = min(self.burst, self.tokens + more) - 1
            debt = max(0, -self.tokens)
        time.sleep(debt / self.rate)


def make(url, bucket):
    bucket.take()
    with direct.open(url, timeout=10) as answer:
        return shrink(answer.read())


def main():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as server:
        serving = Thread(target=server.serve_forever, args=[0.01])
        serving.start()
        root = f"http://127.0.0.1:{server.server_port}"
        urls = [f"{root}/{number}" for number in range(12)]
        bucket = TokenBucket(rate=100, burst=4)
        try:
            with ThreadPoolExecutor(max_workers=4) as pool:
                made = list(pool.map(make, urls, [bucket] * 12))
            print("made:", len(made))
        finally:
            server.shutdown()
            serving.join()


if __name__ == "__main__":
    main()
