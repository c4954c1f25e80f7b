"""Links that may leave a story: http, https, mailto and tel; everything else stays text."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from exporter.regex import regex

SCHEMES = ("http", "https", "mailto", "tel")
_HOST = regex(r"[\w.-]+|\[[0-9A-Fa-f:.]+\]")
_STRAY_PERCENT = regex(r"%(?![0-9A-Fa-f]{2})")
# What may stand in an address as it is (RFC 3986, section 2; WHATWG URL, section 1.1); the rest is percent-encoded.
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"


def safe_href(href: str, *, ascii_only: bool = False) -> str:
    """Return the link with forbidden characters percent-encoded, or "" where it may not be carried.

    Letters beyond ASCII stay, as the web reads them; `ascii_only` encodes them too and the host as IDNA, for formats
    whose links must be URIs. An address that cannot be parsed is none: Word refuses to open a file with such a link.
    """
    href = href.strip()
    try:
        parts = urlsplit(href)
        port = parts.port  # raises ValueError for a port that is no number
        host = parts.hostname or ""
        if ascii_only and not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError, which idna raises, is one
        return ""
    if parts.scheme not in SCHEMES:
        return ""
    if parts.scheme.startswith("http"):
        if not _HOST.fullmatch(parts.hostname or "") or not host or parts.username is not None:
            return ""
        if ascii_only and not parts.netloc.isascii():
            href = href.replace(parts.netloc, host + (f":{port}" if port else ""), 1)
    elif not parts.path:
        return ""
    return _encode(_STRAY_PERCENT.sub("%25", href), ascii_only)


def _encode(href: str, ascii_only: bool) -> str:
    if ascii_only or href.isascii():
        return quote(href, safe=_KEPT)
    return "".join(char if ord(char) > 0xA0 and char.isprintable() else quote(char, safe=_KEPT) for char in href)
