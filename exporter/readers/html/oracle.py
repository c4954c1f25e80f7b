"""Asks trafilatura (extra ``[web]``) which text of a page belongs to the story. It sees the page, never the web."""

from __future__ import annotations

import re
import socket
import threading
import warnings
from importlib.util import find_spec
from typing import Any

from exporter.readers.markup import Desk

SECONDS = 4.0  # of 1,040 measured pages the slowest took 5.6 s, half of them less than 0.1 s
MOST_BYTES = 3_000_000


def ask_oracle(text: str, desk: Desk) -> str:
    """Return the letters of the story's text, "" where trafilatura is not installed or took too long."""
    if find_spec("trafilatura") is None or len(text) > MOST_BYTES:
        return ""
    answers: list[str] = []
    thread = threading.Thread(target=_ask, args=(text, answers), daemon=True)
    thread.start()
    thread.join(SECONDS)
    if thread.is_alive():
        message = f"which text belongs to the story was not found within {SECONDS:g} s; a plain rule decided"
        desk.find("page-slow", "warning", message, 1, "look whether text is missing or too much")
        return ""
    return re.sub(r"[\W_]", "", answers[0]) if answers else ""


def _ask(text: str, answers: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dependencies
        try:
            found = _import_trafilatura().extract(
                text, include_comments=False, include_tables=True, favor_precision=True
            )
        except Exception:  # the page is only shown to it: whatever it stumbles over, the plain rule goes on
            return
    answers.append(found or "")


def _import_trafilatura() -> Any:
    """Return the module. A library that it fetches pages with, never for us, opens a socket when it is imported, to see
    whether the machine has IPv6, unless Python itself says that it has none."""
    before, socket.has_ipv6 = socket.has_ipv6, False
    try:
        import trafilatura
    finally:
        socket.has_ipv6 = before
    return trafilatura
