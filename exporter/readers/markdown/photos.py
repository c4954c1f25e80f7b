"""Photos: from front matter, from an image and its attributes, from the lines below it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from exporter.model import Figure, Person, Photo, Rich, Rights, rich, text_of
from exporter.readers.byline import parse_byline
from exporter.readers.markdown.desk import Desk
from exporter.readers.markdown.inlines import read_runs, split_lines
from exporter.regex import regex

_FIELDS = {
    "src": "src", "file": "src", "image": "src", "url": "src", "path": "src",
    "alt": "alt", "caption": "caption", "catchline": "catchline", "headline": "headline", "title": "headline",
    "credit": "credit", "attr": "credit", "attribution": "credit", "byline": "byline", "by": "byline",
    "photographer": "byline",
    "decorative": "decorative", "role": "role", "focal": "focal", "date": "date", "location": "location",
    "source": "source", "rights": "rights", "copyright": "rights", "id": "id",
}  # fmt: skip
_EXPECTED = {
    "focal": "two fractions from left and top: 0.5 0.3",
    "decorative": "true or false",
    "role": "photo, portrait, graphic or logo",
    "date": "write it as 2026-05-03",
}
_CREDIT = regex(r"(?:Credit|Photo|Photograph|Foto|Picture|Image|Graphic)\s*:\s*", re.IGNORECASE)
_DATE = regex(r"\d{4}(-\d{2}(-\d{2})?)?")


def read_photo(values: dict[str, Any], desk: Desk, line: int, inline: Callable[[str], Rich]) -> Photo:
    """Return the photo that the keys describe; keys without a field, and unfit values, go to `extra`."""
    photo = Photo(id="", line=line)
    extra: dict[str, Any] = {}
    for key, value in values.items():
        name = _FIELDS.get(key.lower(), "")
        fitting = _convert(name, value, inline) if name else None
        if fitting is None:
            extra[key] = value
        else:
            photo = replace(photo, **{name: fitting})
        if name and fitting is None:
            message = f"the photo's {key} {str(value)[:40]!r} cannot be read and is kept as extra"
            desk.find("front-matter-unfit", "warning", message, line, _EXPECTED.get(name, "write it as text"))
    return replace(photo, extra=extra)


def is_figure(nodes: list[Any]) -> bool:
    """Return True when the paragraph's first line holds images and nothing else."""
    return bool(nodes) and _only_images(split_lines(nodes)[0])


def read_figure(nodes: list[Any], desk: Desk, line: int, inline: Callable[[str], Rich]) -> Figure:
    """Return the figure of a paragraph of images; the lines below say caption, credit and catchline of the last one."""
    photos: list[Photo] = []
    for number, row in enumerate(split_lines(nodes)):
        if _only_images(row):
            photos += [read_image(node, desk, line + number, inline) for node in row if node.type == "image"]
        else:
            photos[-1] = _read_line(photos[-1], row, desk, line + number)
    return Figure(photos=tuple(desk.add_photo(photo) for photo in photos), line=line)


def read_image(node: Any, desk: Desk, line: int, inline: Callable[[str], Rich]) -> Photo:
    """Return the photo of ``![alt](src "caption"){catchline="…" credit="…"}``."""
    attributes = {key: value for key, value in node.attrs.items() if key not in ("src", "alt", "title", "class")}
    classes = str(node.attrs.get("class", "")).split()
    photo = read_photo(attributes, desk, line, inline)
    title = str(node.attrs.get("title", ""))
    src = file_name(desk.take_in(str(node.attrs.get("src", ""))))
    alt = photo.alt or text_of(read_runs(node.children or [], desk, line))
    return replace(
        photo,
        src=src,
        alt="" if alt == PurePosixPath(src).name else alt,  # as programs write it who know no other
        caption=photo.caption or (inline(title) if title else ()),
        decorative=photo.decorative or "decorative" in classes,
    )


def file_name(address: str) -> str:
    """Return the name in an image's address as a file has it, without the escapes that addresses need."""
    return address if "://" in address else unquote(address)


def _only_images(nodes: list[Any]) -> bool:
    images = [node for node in nodes if node.type == "image"]
    return bool(images) and all(node.type == "image" or not (node.content or "x").strip() for node in nodes)


def _read_line(photo: Photo, nodes: list[Any], desk: Desk, line: int) -> Photo:
    """Return the photo with what one line below it says: ``**catchline**``, ``Credit: …``, else caption."""
    runs = read_runs(nodes, desk, line)
    text = text_of(runs)
    if label := _CREDIT.match(text):
        desk.mark(line, line, "credit", f"line below the image that begins with {label[0].strip()}")
        return replace(photo, credit=text[label.end() :].strip())
    alone = [node for node in nodes if node.type != "text" or node.content.strip()]
    if len(alone) == 1 and alone[0].type == "strong":
        desk.mark(line, line, "catchline", "bold line below the image")
        return replace(photo, catchline=text)
    if len(alone) == 1 and alone[0].type == "em":
        runs = read_runs(alone[0].children, desk, line)
    desk.mark(line, line, "caption", "line below the image")
    return replace(photo, caption=(*photo.caption, *rich(" "), *runs) if photo.caption else runs)


def _convert(name: str, value: Any, inline: Callable[[str], Rich]) -> Any:
    """Return the value as the field `name` wants it, or None."""
    match name:
        case "focal":
            return _focal(value)
        case "byline":
            return _photographers(value)
        case "rights":
            return Rights(notice=value) if isinstance(value, str) else None
        case "decorative":
            return {"true": True, "yes": True, "": True, "false": False, "no": False}.get(str(value).lower())
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    text = str(value)
    match name:
        case "caption":
            return inline(text)
        case "role":
            return text if text in ("photo", "portrait", "graphic", "logo") else None
        case "date":
            return text if _DATE.fullmatch(text) else None
    return text


def _focal(value: Any) -> tuple[float, float] | None:
    parts = re.split(r"[\s,]+", value.strip()) if isinstance(value, str) else value
    parts = list(parts.values()) if isinstance(parts, dict) else parts
    try:
        left, top = (float(part) for part in parts)
    except (TypeError, ValueError):
        return None
    return (left, top) if 0 <= left <= 1 and 0 <= top <= 1 else None


def _photographers(value: Any) -> tuple[Person, ...] | None:
    names = value if isinstance(value, list) else [value]
    if not all(isinstance(name, str) for name in names):
        return None
    found = [parse_byline(name).persons or (Person(name),) for name in names]
    return tuple(replace(person, role="photographer") for persons in found for person in persons)
