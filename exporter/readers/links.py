"""Which addresses may become links: the web, mail, telephone. All others stay text."""

from __future__ import annotations

import re

from exporter.model.links import SCHEMES
from exporter.regex import regex

_ALLOWED = regex(rf"(?:{'|'.join(SCHEMES)}):[^\s<>\"\\^`{{|}}]+", re.IGNORECASE)


def is_link(address: str) -> bool:
    """Return True for an absolute http, https, mailto or tel address without spaces or control characters."""
    return bool(_ALLOWED.fullmatch(address))


def is_web_address(address: str) -> bool:
    """Return True for an absolute http or https address."""
    return is_link(address) and address.lower().startswith("http")
