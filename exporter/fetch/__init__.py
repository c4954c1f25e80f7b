"""A page and its pictures from the web: only where the user asked for it, only from hosts that the user named.

Nothing imports this package unless ``--fetch`` is given; without it no socket is opened. `Web` is the door: every
address, also of a redirect, is checked (`addresses.py`) before a connection is made to exactly what was checked, and
what comes is held to a size and a time (`exchange.py`). Proxies, cookies and passwords are not known here.
"""

from __future__ import annotations

import re
import time
from urllib.parse import urljoin

from msgspec import Struct

from exporter.fetch.addresses import Address, check_host, normal_host, parse_address, public_numbers
from exporter.fetch.exchange import SYSTEM, Answer, Transport, exchange
from exporter.limits import DEFAULT_LIMITS, MEGA, Limits
from exporter.regex import regex
from exporter.report import InputError, Place, ResourceError

FILE_BYTES = 20 * MEGA
FILE_SECONDS = 10.0
MOST_REDIRECTS = 5
MOST_FILES = 60  # a long picture gallery has forty
ALL_SECONDS = 60.0  # of a page with its pictures
PAGE_TYPES = ("text/html", "application/xhtml+xml")
PICTURE_TYPES = ("image/jpeg", "image/pjpeg", "image/jpg", "image/png", "image/webp", "image/gif", "image/tiff")
_PICTURES = regex(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*", re.DOTALL)
_PAGE = regex(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
_REDIRECTS = (301, 302, 303, 307, 308)
_CHARSET = regex(
    r"charset\s*=\s*[\"']?(utf-?8|utf-16(?:[bl]e)?|iso-8859-\d+|windows-\d{3,4}|koi8-[ru]|shift_jis|euc-jp|euc-kr"
    r"|gb2312|gbk|gb18030|big5)\b",
    re.IGNORECASE,
)


class WebPage(Struct, frozen=True):
    """A page as it came, and the address that it came from after all redirects. The bytes say their encoding."""

    address: str
    data: bytes


class Web:
    """The web as one page may see it: the page's own host and `hosts`; each address is asked for once."""

    def __init__(
        self,
        page: str,
        hosts: tuple[str, ...] = (),
        transport: Transport = SYSTEM,
        limits: Limits | None = None,
        seconds: float = FILE_SECONDS,
    ) -> None:
        """Raise ResourceError where `page` is no address that may be fetched."""
        self._page = parse_address(page)
        self._hosts = {self._page.host, *(normal_host(host) for host in hosts)}
        self._ports = {80, 443, self._page.port}
        self._transport, self._seconds = transport, seconds
        self._left = limits.file_bytes if limits else DEFAULT_LIMITS.file_bytes  # bytes, of all files together
        self._deadline = time.monotonic() + ALL_SECONDS
        self._answers: dict[str, bytes | ResourceError] = {}

    def page(self) -> WebPage:
        """Return the page; raises ResourceError when it cannot be had and InputError when it is no page."""
        address, answer = self._follow(self._page, PAGE_TYPES)
        if answer.kind not in PAGE_TYPES or not _PAGE.match(answer.data):
            said = f"called {answer.kind}, but does not begin like a page"
            what = said if answer.kind in PAGE_TYPES else answer.kind or "of no kind that it names"
            hint = "fetch the address of a story's page; save other files and name them"
            raise InputError(f"{address.text} is no web page: it is {what}", Place(address.host), hint)
        return WebPage(address.text, _with_mark(answer))

    def read(self, name: str) -> bytes:
        """Return the bytes of the picture at the address `name`, or raise ResourceError that says why not."""
        if name not in self._answers:
            try:
                self._answers[name] = self._picture(name)
            except ResourceError as error:
                self._answers[name] = error
        answer = self._answers[name]
        if isinstance(answer, ResourceError):
            raise answer
        return answer

    def _picture(self, name: str) -> bytes:
        if len(self._answers) >= MOST_FILES:
            raise ResourceError(f"more than {MOST_FILES} pictures", hint="save the others and give them with --photo")
        address, answer = self._follow(parse_address(name), PICTURE_TYPES)
        if answer.kind not in PICTURE_TYPES or not _PICTURES.match(answer.data):
            said = answer.kind if answer.kind not in PICTURE_TYPES else f"called {answer.kind}, but is something else"
            hint = "pictures are JPEG, PNG, TIFF, WebP or GIF; save it as one and give it with --photo"
            raise ResourceError(f"{address.text} is no picture: {said or 'it names no kind'}", hint=hint)
        return answer.data

    def _follow(self, address: Address, kinds: tuple[str, ...]) -> tuple[Address, Answer]:
        """Return the answer at the end of the redirects, each of which is checked like an address of its own."""
        deadline = min(time.monotonic() + self._seconds, self._deadline)
        for _ in range(MOST_REDIRECTS + 1):
            check_host(address, self._hosts, self._ports)
            numbers = public_numbers(address, self._transport.resolve)
            answer = exchange(address, numbers, kinds, self._transport, deadline, min(FILE_BYTES, self._left))
            if answer.status not in _REDIRECTS:
                self._left -= len(answer.data)
                return address, _good(address, answer)
            address = _target(address, answer)
        raise ResourceError(f"{address.text} leads on and on", hint="open it in a browser and save the page")


def _target(address: Address, answer: Answer) -> Address:
    """Return the address that a redirect leads to; never from https down to http."""
    try:
        target = parse_address(urljoin(address.text, answer.location))
    except ValueError as error:
        raise ResourceError(f"{address.text} leads to an address that is none") from error
    if address.scheme == "https" and target.scheme != "https":
        raise ResourceError(f"{address.text} leads to {target.text}, which is not encrypted", hint="fetch it by itself")
    return target


def _good(address: Address, answer: Answer) -> Answer:
    if answer.status != 200:
        hint = (
            "open it in a browser and save the page" if answer.status in (401, 402, 403, 429) else "check the address"
        )
        raise ResourceError(f"{address.text} answers {answer.status} {answer.reason}".rstrip(), hint=hint)
    return answer


def _with_mark(answer: Answer) -> bytes:
    """Return the page in UTF-8 with its mark where the server says the encoding, which counts more than the page."""
    match = _CHARSET.search(answer.content_type)
    if not match or answer.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return answer.data
    encoding = {"iso-8859-1": "windows-1252"}.get(match[1].lower(), match[1])
    try:
        return b"\xef\xbb\xbf" + answer.data.decode(encoding).encode("utf-8")
    except (UnicodeError, LookupError):
        return answer.data  # the server is wrong; the reader of pages finds out


__all__ = ["SYSTEM", "Transport", "Web", "WebPage"]
