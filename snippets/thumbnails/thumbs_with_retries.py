# needs: sockets
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import ProxyHandler, build_opener

PICTURE = bytes(range(256)) * 512
direct = build_opener(ProxyHandler({}))


class Pictures(BaseHTTPRequestHandler):
    asked = set()

    def do_GET(self):
        time.sleep(0.03)
        again = self.path in self.asked
        self.asked.add(self.path)
        status = "404 Gone" if self.path == "/gone" else "503 Busy"
        status = "200 OK" if again and self.path != "/gone" else status
        head = f"HTTP/1.0 {status}\r\n\r\n".encode()
        self.wfile.write(head + PICTURE)


def shrink(picture):
    places = range(0, len(picture), 8)
    return bytes(sum(picture[at : at + 8]) // 8 for at in places)


def make(url):
    for pause in (0.01, 0.02, None):
        try:
            with direct.open(url, timeout=10) as answer:
                return shrink(answer.read())
        except OSError as error:
            if pause is None or getattr(error, "code", 500) < 500:
                return error
        time.sleep(pause)


def thumbnails(root, names, workers=4):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(make, [root + name for name in names]))


def main():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as server:
        serving = Thread(target=server.serve_forever, args=[0.01])
        serving.start()
        try:
            root = f"http://127.0.0.1:{server.server_port}"
            for result in thumbnails(root, ["/1", "/2", "/gone"]):
                print(result if isinstance(result, OSError) else "made")
        finally:
            server.shutdown()
            serving.join()


if __name__ == "__main__":
    main()
