"""A drop cap: a first letter some lines high, its top level with the capitals of line 1, its foot on a baseline."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.makeup.compositor import Compositor
from exporter.makeup.grid import shift
from exporter.makeup.strips import Running, Strip
from exporter.page import Item
from exporter.style.model import Role
from exporter.typeset.breaking import Measure
from exporter.typeset.paragraph import prepare
from exporter.typeset.setting import Setting
from exporter.typeset.words import Span

MOST_WIDE = 0.5  # of the column
GAP = 0.18  # of the body size, between the letter and the text
OPENING_SIGNS = "“‘„‚«‹»›\"'(¿¡ \u00a0\u202f"  # and the spaces that stand inside them


def with_drop_cap(
    desk: Compositor, plain: Running, spans: tuple[Span, ...], role: Role, width: float, lines: int, block: str
) -> Running:
    """Return the paragraph with its first letter and the signs before it as a drop cap; `plain` if it is too short."""
    first = spans[0]
    count = 1 + len(first.text) - len(first.text.lstrip(OPENING_SIGNS))
    letter, rest = first.text[:count], first.text[count:]
    if desk.rtl or not letter[-1:].isalpha() or plain.count <= lines:
        return plain
    text, grid = desk.style.text[role], desk.grid
    body, font = desk.measurer.face(desk.voice(role).font), desk.voice("masthead").font
    face = desk.measurer.face(font)
    height = (lines - 1) * grid.step + body.cap_height * text.size / 1000
    font = replace(font, size=height / face.cap_height * 1000, color=desk.style.colors["accent"].rgb, tracking=0.0)
    cap, *more = desk.lines(role, (Span(letter, font, desk.language, False),), width, "left")
    if more or cap.width > MOST_WIDE * width:
        return plain
    inset = cap.width + GAP * text.size
    following = (replace(first, text=rest), *spans[1:])
    copy = prepare(following, desk.measurer)
    if copy is None:
        return plain
    measure = Measure(width, (width - inset,) * lines)
    setting = Setting(measure, text.align, desk.style.limits, 0.0, (inset,) * lines, desk.language, block)
    element = Running(desk, copy, setting, role)
    letters: tuple[Item, ...] = tuple(shift(cap.items, 0.0, (lines - 1) * grid.step + grid.baseline, block))

    def decorate(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
        return replace(strips[0], items=(*letters, *strips[0].items)), *strips[1:]

    element.decorate = decorate
    return element
