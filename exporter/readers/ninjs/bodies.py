"""Which of an item's bodies is read: XHTML before HTML before plain text; the others say the same again."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from exporter.model import Paragraph, rich
from exporter.regex import regex

_MARKUP = regex(r"</?[a-zA-Z][^<>]*>")
_ORDER = ("bodyxhtml", "bodyhtml", "bodyxml", "bodytext", "body")


class Body(Struct, frozen=True):
    """The text to read, where it stood, and the other forms of it: path and text."""

    text: str = ""
    is_markup: bool = False
    paths: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


def choose_body(item: dict[str, Any]) -> Body:
    """Return the richest body of the item; an empty one where it has none."""
    found: list[tuple[int, str, str]] = []
    for key, value in item.items():
        plain = key.replace("_", "").lower()
        if plain in _ORDER and isinstance(value, str) and value.strip():
            found.append((_ORDER.index(plain), key, value))
        elif plain == "bodies" and isinstance(value, list):
            found += [_listed(number, body) for number, body in enumerate(value) if _is_text(body)]
    if not found:
        return Body()
    found.sort(key=lambda entry: entry[0])
    (rank, path, text), *others = found
    is_markup = rank < _ORDER.index("bodytext") or bool(_MARKUP.search(text))
    paths = (path, *(other for _, other, _ in others))
    return Body(text, is_markup, paths, tuple((other, words) for _, other, words in others))


def paragraphs(text: str, line: int) -> tuple[Paragraph, ...]:
    """Return plain text as paragraphs: at empty lines where there are some, else at every line end."""
    pieces = re.split(r"\n\s*\n", text.strip()) if re.search(r"\n\s*\n", text.strip()) else text.split("\n")
    return tuple(Paragraph(text=rich(" ".join(piece.split())), line=line) for piece in pieces if piece.strip())


def _is_text(body: Any) -> bool:
    return isinstance(body, dict) and isinstance(body.get("value"), str) and bool(body["value"].strip())


def _listed(number: int, body: dict[str, Any]) -> tuple[int, str, str]:
    kind = str(body.get("contenttype") or body.get("contentType") or "").lower()
    rank = 0 if "xhtml" in kind or "xml" in kind else 1 if "html" in kind else 3
    role = str(body.get("role") or "")
    if role and role not in ("main", "full", "body"):
        rank += 4
    return rank, f"bodies/{number}", body["value"]
