# needs: sockets
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
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


def make(root, name, folder):
    final = Path(folder, f"{name[1:]}.gray")
    if final.exists():
        return "kept"
    part = final.with_suffix(".part")
    with direct.open(root + name, timeout=10) as answer:
        part.write_bytes(shrink(answer.read()))
    part.replace(final)
    return "made"


def thumbnails(root, names, folder, workers=4):
    with ThreadPoolExecutor(workers) as pool:
        tasks = [
            pool.submit(make, root, name, folder) for name in names
        ]
    return [task.result() for task in tasks]


def main():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as server:
        serving = Thread(target=server.serve_forever, args=[0.01])
        serving.start()
        try:
            root = f"http://127.0.0.1:{server.server_port}"
            with TemporaryDirectory() as folder:
                for names in (NAMES[:3], NAMES[:5]):
                    print(thumbnails(root, names, folder))
        finally:
            server.shutdown()
            serving.join()


if __name__ == "__main__":
    main()
