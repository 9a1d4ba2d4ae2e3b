# needs: sockets
import re
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import ProxyHandler, build_opener

SITE = {"/": ["/a", "/gone"], "/a": ["/b", "/"], "/b": ["/a"]}
direct = build_opener(ProxyHandler({}))


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path in SITE else 404)
        self.end_headers()
        for link in SITE.get(self.path, []):
            self.wfile.write(f'<a href="{link}">{link}</a>'.encode())

    def log_message(self, *args):
        pass


def fetch(url):
    with direct.open(url, timeout=10) as answer:
        return re.findall('href="(.*?)"', answer.read().decode())


def crawl(root):
    seen, found, failed = {"/"}, {}, {}
    with ThreadPoolExecutor(max_workers=3) as pool:
        running = {pool.submit(fetch, root + "/"): "/"}
        while running:
            for future in wait(running, None, FIRST_COMPLETED).done:
                page = running.pop(future)
                if (error := future.exception()) is not None:
                    failed[page] = str(error)
                    continue
                found[page] = future.result()
                for link in set(found[page]) - seen:
                    seen.add(link)
                    running[pool.submit(fetch, root + link)] = link
    return found, failed


def main():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = Thread(target=server.serve_forever, name="server")
        serving.start()
        try:
            host, port = server.server_address
            found, failed = crawl(f"http://{host}:{port}")
        finally:
            server.shutdown()
            serving.join()
    print("found:", sorted(found))
    print("failed:", failed)


if __name__ == "__main__":
    main()
