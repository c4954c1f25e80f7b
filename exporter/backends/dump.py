"""Pages as text: one line for each item, for people who look for a fault and for tests that compare.

A page is a heading and its items: first what lies under the text (boxes, pictures, rules), then text, links and marks,
each kind in the order in which makeup placed it. x and y are the item's own, to 0.1 pt, from the top left corner.
"""

from __future__ import annotations

from typing import assert_never

from exporter.env import Env
from exporter.model import Edition
from exporter.page import BLACK, RGB, Box, Image, Item, Line, Link, Mark, Page, Text
from exporter.report import Report
from exporter.style.model import Style

LAYERS: tuple[type, ...] = (Box, Image, Line, Text, Link, Mark)


def write(pages: tuple[Page, ...], edition: Edition, style: Style, env: Env, report: Report) -> bytes:
    """Return the pages as UTF-8 text."""
    return "\n".join(_page(page) for page in pages).encode()


def _page(page: Page) -> str:
    bleed = f" bleed {_number(page.bleed)}" if page.bleed else ""
    head = f"page {page.number} {page.label!r} {_size(page.width, page.height)}{bleed}\n"
    items = sorted(page.items, key=lambda item: LAYERS.index(type(item)))
    return head + "".join(f"  {_item(item)}\n" for item in items)


def _item(item: Item) -> str:
    return " ".join(part for part in _parts(item) if part)


def _parts(item: Item) -> tuple[str, ...]:
    match item:
        case Text():
            return (
                "text ",
                _at(item.x, item.y),
                _font(item),
                _quoted(_words(item)),
                *_extras(item),
                _block(item.block),
            )
        case Image():
            crop = "" if item.crop == (0, 0, 1, 1) else "crop " + ",".join(f"{part:.3f}" for part in item.crop)
            name, alt = item.source or "no picture", f"alt {_quoted(item.alt)}" if item.alt else ""
            grey = "grey" if item.grey else ""
            return (
                "image",
                _at(item.x, item.y),
                _size(item.width, item.height),
                name,
                crop,
                grey,
                alt,
                _block(item.block),
            )
        case Line():
            to = f"to {_at(item.x2, item.y2)} width {_number(item.width)}"
            return ("line ", _at(item.x, item.y), to, _color(item.color), _block(item.block))
        case Box():
            fill = f"fill {_hex(item.fill)}" if item.fill else ""
            stroke = f"stroke {_hex(item.stroke)} width {_number(item.stroke_width)}" if item.stroke else ""
            return ("box  ", _at(item.x, item.y), _size(item.width, item.height), fill, stroke, _block(item.block))
        case Link():
            goal = item.href or f"to [{item.target}]"
            says = _quoted(item.text) if item.text else ""
            return ("link ", _at(item.x, item.y), _size(item.width, item.height), goal, says, _block(item.block))
        case Mark():
            title = f"level {item.level} {_quoted(item.title)}" if item.title else ""
            return ("mark ", _at(item.x, item.y), title, _block(item.block))
    assert_never(item)


def _font(text: Text) -> str:
    face = text.font.rpartition("/")[2].rpartition(".")[0] or text.font
    return f"{face} {_number(text.size)}"


def _words(text: Text) -> str:
    """Return the characters as painted, from left to right."""
    return "".join("".join(run.texts) for _, run in text.runs)


def _extras(text: Text) -> tuple[str, ...]:
    return (
        f"stretch {text.stretch:.3f}" if round(text.stretch, 3) != 1 else "",
        f"tracking {text.tracking:.2f}" if round(text.tracking, 2) else "",
        _color(text.color),
        f"language {text.language}" if text.language else "",
        f"reads {_quoted(text.replaces)}" if text.replaces is not None else "",
        ",".join(text.marks),
    )


def _at(x: float, y: float) -> str:
    return f"{_number(x):>6} {_number(y):>6}"


def _size(width: float, height: float) -> str:
    return f"{_number(width)} x {_number(height)}"


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:.1f}"  # + 0.0 turns -0.0 into 0.0


def _quoted(text: str) -> str:
    """Return the text in quotes on one line; control characters cannot reach a terminal."""
    shown = "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in text)
    return '"' + shown.replace('"', '\\"') + '"'


def _block(block: str) -> str:
    return f"[{block}]" if block else ""


def _color(color: RGB) -> str:
    return "" if color == BLACK else _hex(color)


def _hex(color: RGB) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)
