"""Associated items that are pictures → photos. The largest rendition that can be opened is the file."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from exporter.model import Photo, Rich, Rights, rich
from exporter.readers.jsontext import Lines
from exporter.readers.markup import Slip, Walker, parse_fragment
from exporter.readers.markup.figures import photographers
from exporter.readers.ninjs.fields import plain_key
from exporter.readers.times import iso_time

FIELDS = {
    "headline": "headline", "headlines": "headline", "title": "headline",
    "descriptiontext": "caption", "descriptions": "caption", "description": "caption", "caption": "caption",
    "bodytext": "alt", "alttext": "alt", "alt": "alt", "byline": "byline", "by": "byline",
    "creditline": "credit", "credit": "credit", "source": "source", "located": "location",
    "copyrightholder": "rights.holder", "copyrightnotice": "rights.notice", "usageterms": "rights.usage",
    "instructions": "rights.instructions", "contentcreated": "date", "firstcreated": "date",
}  # fmt: skip


def associations_of(item: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the associated items by name: an object in version 1, a list whose items have names in 2 and 3."""
    found = item.get("associations")
    if isinstance(found, dict):
        return {name: part for name, part in found.items() if isinstance(part, dict)}
    if not isinstance(found, list):
        return {}
    parts = [part for part in found if isinstance(part, dict)]
    return {f"{number} {part.get('name', '')}".strip(): part for number, part in enumerate(parts, 1)}


def is_picture(item: dict[str, Any]) -> bool:
    """Return True for a picture or graphic."""
    return str(item.get("type", "")).lower() in ("picture", "graphic", "image", "photo")


def read_picture(item: dict[str, Any], slip: Slip, walker: Walker, lines: Lines) -> tuple[Photo, list[str]]:
    """Return the photo and the addresses of its renditions; keys without a field go to its `extra`."""
    fields: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    rank = {key: number for number, key in enumerate(FIELDS)}
    for key in sorted(item, key=lambda key: rank.get(plain_key(key), len(rank))):
        value, name = item[key], FIELDS.get(plain_key(key), "")
        fitting = _fit(name, value, walker, slip) if name and name not in fields else None
        if fitting:
            fields[name] = fitting
        if (not fitting or not isinstance(value, str)) and value not in ("", None, [], {}):
            extra[f"ninjs:{key}"] = value
    addresses = _addresses(item.get("renditions"))
    line = next((line for text in (item.get("uri"), *addresses) if (line := lines.line_of(text))), 0)
    photo = walker.sources.photo(addresses, line)
    rights = Rights(**{name.partition(".")[2]: fields.pop(name) for name in list(fields) if "." in name})
    role = "graphic" if str(item.get("type")).lower() == "graphic" else "photo"
    return replace(photo, **fields, rights=rights, role=role, extra={**extra, **photo.extra}), addresses


def _fit(name: str, value: Any, walker: Walker, slip: Slip) -> Any:
    """Return the value as the photo's field wants it, or None."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = value[0].get("value")  # the others stay in `extra`
    if not isinstance(value, str) or not value.strip():
        return None
    if name == "caption":
        caption: Rich = walker.rich(parse_fragment(value, slip.desk.name)) if "</" in value else rich(value.strip())
        return caption
    if name == "byline":
        return photographers(value.strip()) or None
    return (iso_time(value) or None) if name == "date" else " ".join(value.split())


def _addresses(renditions: Any) -> list[str]:
    """Return the addresses of the renditions, the largest first; the original before all."""
    found = list(renditions.items()) if isinstance(renditions, dict) else []
    if isinstance(renditions, list):
        found = [(str(part.get("name", "")), part) for part in renditions if isinstance(part, dict)]
    pictures = [(name, part) for name, part in found if isinstance(part, dict) and isinstance(part.get("href"), str)]
    pictures.sort(key=lambda pair: ("original" not in pair[0].lower(), -_pixels(pair[1])))
    return [part["href"] for _, part in pictures]


def _pixels(rendition: dict[str, Any]) -> int:
    width, height = rendition.get("width"), rendition.get("height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0
