# needs: sockets
import asyncio
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

NAMES = [f"/{number}" for number in range(12)]
PICTURE = bytes(range(256)) * 512


class Pictures(BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.03)
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + PICTURE)


async def fetch(port, name):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {name} HTTP/1.0\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.partition(b"\r\n\r\n")[2]


def shrink(picture):
    places = range(0, len(picture), 8)
    return bytes(sum(picture[at : at + 8]) // 8 for at in places)


async def make(permits, port, name):
    async with permits:
        picture = await fetch(port, name)
    return shrink(picture)


async def thumbnails(port, workers=4):
    permits = asyncio.Semaphore(workers)
    makers = [make(permits, port, name) for name in NAMES]
    return dict(zip(NAMES, await asyncio.gather(*makers)))


def main():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as server:
        serving = Thread(target=server.serve_forever, args=[0.01])
        serving.start()
        try:
            made = asyncio.run(thumbnails(server.server_port))
            print("made:", len(made), "bytes:", len(made["/0"]))
        finally:
            server.shutdown()
            serving.join()


if __name__ == "__main__":
    main()
