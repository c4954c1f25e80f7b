"""What stands on a page besides the stories: nameplate, running head, folio, column rules."""

from __future__ import annotations

from itertools import pairwise

from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.grid import A4_MEASURE, Grid, shift
from exporter.makeup.head import field_text
from exporter.makeup.spans import font_of, spans_of
from exporter.model import rich
from exporter.page import Item, Line
from exporter.style.model import Field

SEPARATOR = " · "
NAMEPLATE_SHARE = 0.6  # of the measure; the ears beside it hold date and section
LEAST_NAMEPLATE = 0.3  # of the measure, whatever the ears hold
EAR_GAP = 10.0  # points between the nameplate and an ear, at least
HEAD_DROP = 24.0  # points from the running head's top to the text; a jump line fits between them
FOLIO_DROP = 10.0  # points from the text area's foot to the folio's rule


def joined(desk: Compositor, fields: tuple[Field, ...], page: str = "", pages: str = "") -> str:
    """Return the fields that are known, in a row."""
    return SEPARATOR.join(text for field in fields if (text := field_text(desk, field, page, pages)))


def set_nameplate(desk: Compositor, width: float) -> Stack:
    """Return the publication's name with the ears beside it and a double rule below; empty without a publication."""
    name = desk.article.publication.name
    if not name:
        return Stack((), 0.0)
    style, text = desk.style, desk.style.text["masthead"]
    voice = desk.voice("masthead")
    natural = desk.lines("masthead", spans_of(rich(name), voice), 10_000.0, "left")[0].width
    page = style.page
    ears = [
        desk.lines("running-head", desk.spans("running-head", rich(joined(desk, fields))), width, align)  # type: ignore[arg-type]
        for fields, align in ((page.head_left, "left"), (page.head_right, "right"))
    ]
    widest = max((line.width for ear in ears for line in ear), default=0.0)
    room = min(width * NAMEPLATE_SHARE, max(width - 2 * (widest + EAR_GAP), width * LEAST_NAMEPLATE))
    size = min(text.size * max(1.0, width / A4_MEASURE), text.size * room / natural)
    font = font_of(voice, size=size)
    lines = desk.lines("masthead", spans_of(rich(name), voice, font), width, text.align)
    face = desk.measurer.face(font)
    baseline = face.cap_height * size / 1000 + 4
    items: list[Item] = shift(lines[0].items, 0, baseline, "masthead")
    for ear in ears:
        items += [item for line in ear for item in shift(line.items, 0, baseline)]
    y = baseline + 0.3 * size
    items.append(Line(0, y, width, y, page.nameplate_rule))
    items.append(Line(0, y + page.nameplate_rule + 1.4, width, y + page.nameplate_rule + 1.4, 0.5))
    return Stack(tuple(items), y + page.nameplate_rule + 14)


def page_furniture(desk: Compositor, grid: Grid, number: int, count: int, opens: bool) -> list[Item]:
    """Return running head and folio of a page; the opening page has nameplate or record for a running head."""
    page = desk.style.page
    items: list[Item] = []
    plain = page.opening == "running-head"
    if not opens or plain:
        items += _row(desk, page.head_left, page.head_right, grid.top - HEAD_DROP, number, count)
    foot = grid.y(grid.slots) + FOLIO_DROP
    if page.folio_rule:
        items.append(Line(page.left, foot, page.left + page.measure, foot, page.folio_rule))
    items += _row(desk, page.folio_left, page.folio_right, foot + 3, number, count)
    return items


def _row(
    desk: Compositor, left: tuple[Field, ...], right: tuple[Field, ...], y: float, number: int, count: int
) -> list[Item]:
    page = desk.style.page
    ends = desk.line_of("folio", joined(desk, right, str(number), str(count)), page.measure, "right")
    room = page.measure * 0.75
    begins = desk.line_of("folio", joined(desk, left, str(number), str(count)), room, "left")
    start = page.left + (page.measure - room if desk.rtl else 0.0)
    return shift(begins.items, start, y) + shift(ends.items, page.left, y)


def column_rules(desk: Compositor, grid: Grid, tops: tuple[int, ...], bottom: int, first: int) -> list[Item]:
    """Return the rules between neighbouring columns from the `first` on, from the lower of their tops to their foot."""
    page, color = desk.style.page, desk.style.colors["rule"].rgb
    if not page.column_rule:
        return []
    items: list[Item] = []
    for number, (left, right) in enumerate(pairwise(tops), first):
        x = max(desk.column_x(number), desk.column_x(number + 1)) - page.gutter / 2
        top = grid.y(max(left, right)) + grid.cap
        items.append(Line(x, top, x, grid.y(bottom), page.column_rule, color))
    return items
