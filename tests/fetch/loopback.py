"""A small web on this machine: hosts with public addresses on paper, all of them answered by one loopback server."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from exporter.fetch.exchange import Transport

PUBLIC = "93.184.216.34"
Reply = bytes | Callable[[socket.socket], None]


def reply(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", *headers: str) -> bytes:
    """Return an answer of the server as it goes over the line."""
    lines = (
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
        "",
        "",
    )
    return "\r\n".join(lines).encode() + body


def leads(to: str) -> bytes:
    """Return a redirect."""
    return reply(b"", "text/html", "302 Found", f"Location: {to}")


class SmallWeb:
    """Answers by `Host` and path; keeps what was asked and where connections were made to."""

    def __init__(self, replies: Mapping[str, Reply], numbers: dict[str, list[str]] | None = None) -> None:
        self.replies, self.numbers = replies, numbers or {}
        self.asked: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.resolved: list[str] = []
        self.secured: list[str] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self._stopping = False

    @property
    def transport(self) -> Transport:
        return Transport(self._resolve, self._connect, self._secure)

    def _resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        return self.numbers.get(host, [PUBLIC])

    def _connect(self, number: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((number, port))
        return socket.create_connection(self._server.getsockname(), seconds)

    def _secure(self, connection: socket.socket, host: str) -> socket.socket:
        self.secured.append(host)
        return connection

    def serve(self) -> None:
        while True:
            line, _ = self._server.accept()
            with line:
                if self._stopping:
                    return
                self._answer(line)

    def stop(self) -> None:
        self._stopping = True
        socket.create_connection(self._server.getsockname()).close()

    def close(self) -> None:
        self._server.close()

    def _answer(self, line: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request and (piece := line.recv(4096)):
            request += piece
        head = request.decode("ascii").split("\r\n")
        host = next(part.split(": ")[1] for part in head if part.startswith("Host: "))
        address = host + head[0].split()[1]
        self.asked.append(address)
        answer = self.replies.get(address, reply(b"", "text/html", "404 Not Found"))
        try:
            if callable(answer):
                answer(line)
            else:
                line.sendall(answer)
        except OSError:
            return  # the client has hung up, which is what it should do with too much


@contextmanager
def small_web(replies: Mapping[str, Reply], numbers: dict[str, list[str]] | None = None) -> Iterator[SmallWeb]:
    """Give a web that answers while the block runs."""
    web = SmallWeb(replies, numbers)
    thread = threading.Thread(target=web.serve)
    thread.start()
    try:
        yield web
    finally:
        web.stop()
        thread.join()
        web.close()
