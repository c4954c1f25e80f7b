"""Pictures written into the text itself (``data:image/png;base64,…``), as web pages and Google Docs keep them."""

from __future__ import annotations

import re

from exporter.regex import regex

_DATA = regex(r"data:image/(jpeg|jpg|png|gif|webp|avif|tiff);base64,")
_DOT = 200  # bytes: less is a dot that holds the place of a picture loaded later


def picture_in(address: str) -> tuple[str, bytes]:
    """Return the kind and the bytes of the picture in the address, "" and none for what is no picture."""
    import base64
    import binascii

    match = _DATA.match(address)
    if not match:
        return "", b""
    try:
        data = base64.b64decode(address[match.end() :], validate=False)
    except (binascii.Error, ValueError):
        return "", b""
    return (match[1], data) if len(data) >= _DOT else ("", b"")


def name_of_picture(data: bytes, origin: str, kind: str) -> str:
    """Return a name for a picture by its bytes, so that it is the same every time; `kind` ends as its file would."""
    import hashlib

    ending = re.search(r"(?:\.|^)(jpe?g|png|gif|webp|avif|tiff?)(?:[?#]|$)", kind.lower())
    suffix = ending[1].replace("jpeg", "jpg") if ending else "jpg"
    return f"{origin}-{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
