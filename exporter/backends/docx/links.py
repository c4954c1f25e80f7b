"""Links that may leave the file: http, https, mailto and tel; everything else stays text."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

SCHEMES = ("http", "https", "mailto", "tel")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What may stand in an address as it is (RFC 3986, section 2); square brackets only around an IPv6 host.
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"


def safe_link(href: str) -> str:
    """Return the address with all other characters percent-encoded, or "" where it may not be carried.

    Word refuses to open a file with a relationship whose target is no URI, so an address that cannot be parsed is none.
    """
    href = href.strip()
    try:
        parts = urlsplit(href)
        _ = parts.port  # raises ValueError for a port that is no number
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except ValueError:  # UnicodeError, which idna raises, is one
        return ""
    if parts.scheme not in SCHEMES or (parts.username is not None and parts.scheme.startswith("http")):
        return ""
    if parts.scheme.startswith("http"):
        if not host:
            return ""
        if not parts.netloc.isascii():
            href = href.replace(parts.netloc, host + (f":{parts.port}" if parts.port else ""), 1)
    elif not parts.path:
        return ""
    return quote(_STRAY_PERCENT.sub("%25", href), safe=_KEPT)
