"""Links that may leave the book: http, https, mailto and tel; everything else stays text."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

SCHEMES = ("http", "https", "mailto", "tel")
_HOST = re.compile(r"[\w.-]+|\[[0-9A-Fa-f:.]+\]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What may stand in a URL as it is (WHATWG URL, section 1.1): the rest is percent-encoded, other letters stay.
_SAFE = ":/?#[]@!$&'()*+,;=%-._~"


def safe_href(href: str) -> str:
    """Return the link with forbidden characters percent-encoded, or "" where it may not be carried."""
    href = href.strip()
    try:
        parts = urlsplit(href)
        _ = parts.port  # raises ValueError for a port that is no number
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES:
        return ""
    if parts.scheme in ("http", "https"):
        if not _HOST.fullmatch(parts.hostname or "") or parts.username is not None:
            return ""
    elif not parts.path:
        return ""
    return _encode(_STRAY_PERCENT.sub("%25", href))


def _encode(href: str) -> str:
    if href.isascii():
        return quote(href, safe=_SAFE)
    return "".join(char if ord(char) > 0xA0 and char.isprintable() else quote(char, safe=_SAFE) for char in href)
