"""What other programs write besides: links and pictures of Obsidian, properties of Notion, anchors of Google Docs."""

from __future__ import annotations

import re

from exporter.readers.markdown.desk import Desk
from exporter.readers.markdown.front import Front
from exporter.regex import regex

_PICTURE = regex(r"!\[\[([^\[\]|]+\.(?:jpe?g|png|gif|webp|avif|tiff?))(?:\|([^\[\]]*))?\]\]", re.IGNORECASE)
# A name with a space in it, which Markdown wants between < and >, and nobody writes so.
_SPACED = regex(
    r"!\[(?P<alt>[^\[\]]*)\]\((?P<name>[^()<>\"']*[^()<>\"'\s] [^()<>\"']*\.(?:jpe?g|png|gif|webp|avif|tiff?))"
    r"(?P<title>\s+[\"'][^()]*[\"'])?\)",
    re.IGNORECASE,
)
_LINK = regex(r"(?<!!)\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_COMMENT = regex(r"%%.+?%%")
_NAMED = regex(r"(?P<heading>#{1,6}\s.*?)\s*\{[#.:][^{}]*\}\s*")  # a heading with its anchor
_FENCE = regex(r"\s*(?:```|~~~)")
_SIZE = regex(r"\d+(?:x\d+)?")
_PROPERTY = regex(r"([A-Z][\w -]{1,30}): +(\S.*)")
# One of these vouches for properties; a date and a place may as well be those of an event.
_SURE = frozenset("author authors byline by tags keywords status slug created published url".split())


def plain_lines(lines: list[str], desk: Desk) -> list[str]:
    """Return the lines with wiki links as their words, embedded pictures as images, headings without their anchors.

    The writer's comments are taken out on record.
    """
    plain: list[str] = []
    inside = False  # a block of program text, which is as it is
    for number, line in enumerate(lines, start=1):
        if _FENCE.match(line):
            inside = not inside
        elif not inside and "![" in line and " " in line and (plainer := _SPACED.sub(_enclosed, line)) != line:
            line = plainer
        elif not inside and line.startswith("#") and (named := _NAMED.fullmatch(line)):
            line = named["heading"]
        elif not inside and ("[[" in line or "%%" in line):
            for comment in _COMMENT.findall(line):
                desk.drop(comment, "a comment of the writer's", number)
            line = _COMMENT.sub("", line)
            line = _PICTURE.sub(lambda match: f"![{_alt(match[2])}](<{match[1].strip()}>)", line)
            line = _LINK.sub(lambda match: (match[2] or match[1]).strip(), line)
        plain.append(line)
    return plain


def find_properties(lines: list[str]) -> Front:
    """Return the lines ``Author: …``, ``Tags: …`` right below the title as front matter, or none."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled or not lines[filled[0]].startswith("# "):
        return Front({}, {}, 0)
    title, values, places = filled[0], {"title": lines[filled[0]][2:].strip()}, {"title": filled[0] + 1}
    last = title
    for number in filled[1:]:
        match = _PROPERTY.fullmatch(lines[number].strip())
        if not match or (last > title and number > last + 1):
            break
        values[match[1]], places[match[1]], last = match[2].strip(), number + 1, number
    block_ends = last + 1 == len(lines) or not lines[last + 1].strip()
    sure = {key.lower() for key in values} & _SURE
    return Front(dict(values), places, last + 1) if len(values) > 2 and sure and block_ends else Front({}, {}, 0)


def _enclosed(match: re.Match[str]) -> str:
    return f"![{match['alt']}](<{match['name'].strip()}>{match['title'] or ''})"


def _alt(words: str | None) -> str:
    """Return what is to be seen in a picture; Obsidian keeps its width at the same place."""
    return "" if words is None or _SIZE.fullmatch(words.strip()) else words.strip()
