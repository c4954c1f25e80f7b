"""One request and its answer, within a time and a size, on a connection to an address that was checked before."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from exporter.fetch.addresses import Address, Resolve
from exporter.limits import MEGA
from exporter.report import ResourceError

_PIECE = 65536
_SLOW_HINT = "try again, or open it in a browser and save the page"


class Answer(Struct, frozen=True):
    """What the server said; `data` is unpacked and "" for a redirect."""

    status: int
    reason: str
    location: str
    content_type: str
    data: bytes

    @property
    def kind(self) -> str:
        """Return the type of the content without its parameters, in lower case."""
        return self.content_type.partition(";")[0].strip().lower()


class Transport(Struct, frozen=True):
    """How names become numbers, numbers connections, and connections secret: another one for tests."""

    resolve: Resolve
    connect: Callable[[str, int, float], socket.socket]
    secure: Callable[[socket.socket, str], socket.socket]


def _resolve(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _connect(number: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((number, port), seconds)


def _secure(connection: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(connection, server_hostname=host)


SYSTEM = Transport(_resolve, _connect, _secure)


class _TimedStream(io.RawIOBase):
    """The bytes of a connection until the deadline: one byte at a time buys no more time than one at once."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection, self._deadline = connection, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(_left(self._deadline))
        return self._connection.recv_into(buffer)


class _TimedConnection:
    """As much of a socket as http.client needs."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection, self._deadline = connection, deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedStream(self._connection, self._deadline))

    def sendall(self, data: bytes) -> None:
        self._connection.settimeout(_left(self._deadline))
        self._connection.sendall(data)

    def close(self) -> None:
        """Leave it open: http.client closes it before the answer is read; `exchange` closes it after."""


def exchange(
    address: Address,
    numbers: tuple[str, ...],
    kinds: tuple[str, ...],
    transport: Transport,
    deadline: float,
    limit: int,
) -> Answer:
    """Return the answer of the first of `numbers` that can be reached; raises ResourceError.

    `deadline` is on the monotonic clock, in seconds; `limit` counts bytes, packed and unpacked.
    """
    try:
        connection = _open(address, numbers, transport, deadline)
        with connection:
            return _ask(address, kinds, connection, deadline, limit)
    except TimeoutError as error:
        raise ResourceError(f"{address.text} takes too long", hint=_SLOW_HINT) from error
    except ssl.SSLCertVerificationError as error:
        message = f"{address.host} cannot prove that it is {address.host}: {error.verify_message}"
        raise ResourceError(message, hint="check the address") from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)[:100] or type(error).__name__
        raise ResourceError(f"{address.text} cannot be fetched: {said}", hint=_SLOW_HINT) from error


def _open(address: Address, numbers: tuple[str, ...], transport: Transport, deadline: float) -> socket.socket:
    failed: OSError = OSError("no address")
    for number in numbers:
        try:
            connection = transport.connect(number, address.port, _left(deadline))
        except OSError as error:
            failed = error
            continue
        if address.scheme == "http":
            return connection
        try:
            connection.settimeout(_left(deadline))
            return transport.secure(connection, address.host)
        except BaseException:
            connection.close()
            raise
    raise failed


def _ask(address: Address, kinds: tuple[str, ...], connection: socket.socket, deadline: float, limit: int) -> Answer:
    asked = http.client.HTTPConnection(address.host, address.port)
    asked.auto_open = 0  # never to connect by name, behind the check
    asked.sock = _TimedConnection(connection, deadline)
    headers = {
        "Host": address.authority,
        "User-Agent": "exporter",
        "Accept": ", ".join(kinds),
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    asked.request("GET", address.target, headers=headers)
    with asked.getresponse() as response:
        content_type, location = response.headers.get("Content-Type", ""), response.headers.get("Location", "")
        reason = "".join(sign for sign in response.reason if sign.isprintable())[:60]
        data = _body(address, response, limit) if response.status == 200 else b""
        return Answer(response.status, reason, location, content_type, data)


def _body(address: Address, response: http.client.HTTPResponse, limit: int) -> bytes:
    """Return the content, unpacked piece by piece, so that never more than the limit is held."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise ResourceError(f"{address.text} comes packed as {packing[:20]!r}", hint="open it in a browser and save it")
    announced = response.length
    unpack = zlib.decompressobj(31) if "gzip" in packing else None
    data, came = bytearray(), 0
    while (announced or 0) <= limit and max(came, len(data)) <= limit and (piece := response.read(_PIECE)):
        came += len(piece)
        data += unpack.decompress(piece, limit + 1 - len(data)) if unpack else piece
    if max(came, len(data), announced or 0) > limit:
        raise ResourceError(f"{address.text} is larger than {limit / MEGA:g} MB", hint="supply a smaller file")
    if (announced is not None and came < announced) or (unpack and not unpack.eof):
        raise ResourceError(f"{address.text} ends before its end", hint=_SLOW_HINT)
    return bytes(data)


def _left(deadline: float) -> float:
    """Return the seconds that are left; raises TimeoutError where none are."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
