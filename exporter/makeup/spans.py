"""Runs of the model → spans of type: which font each mark means in each role."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from exporter.model import Rich, Run
from exporter.style.model import Role, Slot, Style, TextStyle
from exporter.typeset.words import Font, Span

SUPERIOR_SIZE, SUPERIOR_RISE = 0.62, 0.36  # of the size
INFERIOR_RISE = -0.14


class Voice(Struct, frozen=True, dict=True):
    """A role and the language it is set in."""

    style: Style
    role: Role
    language: str

    @cached_property
    def font(self) -> Font:
        """Return the role's font."""
        return font_of(self)

    @property
    def text(self) -> TextStyle:
        """Return the role's style."""
        return self.style.text[self.role]


def font_of(voice: Voice, *, slot: Slot | None = None, family: str = "", size: float = 0.0) -> Font:
    """Return the font of the role, changed where an argument says so."""
    style, text = voice.style, voice.text
    slot = slot or text.slot
    key = family or text.family
    chain = [style.families[key].file(slot)]
    chain += [other.file(slot) for name, other in style.families.items() if name not in (key, "mono")]
    return Font(
        family=tuple(dict.fromkeys([*chain, *style.fallback])),
        size=size or text.size,
        tracking=text.tracking * ((size or text.size) / text.size),
        color=text.color.rgb,
        features=text.features,
        case=text.case,
    )


def spans_of(runs: Rich, voice: Voice, font: Font | None = None, tag: str = "") -> tuple[Span, ...]:
    """Return the runs as spans; `tag` is the block id to tag them with where it is not the paragraph's."""
    base = font or voice.font
    return tuple(_span(run, voice, base, tag) for run in runs if run.text)


def _span(run: Run, voice: Voice, base: Font, tag: str) -> Span:
    style, text = voice.style, voice.text
    bold = text.slot in ("bold", "bold-italic") or "bold" in run.marks
    italic = (text.slot in ("italic", "bold-italic")) != ("italic" in run.marks)
    slot: Slot = "bold-italic" if bold and italic else "bold" if bold else "italic" if italic else "regular"
    font = base
    if "code" in run.marks:
        font = replace(font, family=font_of(voice, slot=slot, family="mono").family, size=font.size * 0.9)
    elif slot != text.slot:
        font = replace(font, family=font_of(voice, slot=slot).family)
    if "small-caps" in run.marks:
        font = replace(font, case="small-caps")
    if "superscript" in run.marks or run.note:
        font = replace(font, size=font.size * SUPERIOR_SIZE, rise=font.size * SUPERIOR_RISE)
    elif "subscript" in run.marks:
        font = replace(font, size=font.size * SUPERIOR_SIZE, rise=font.size * INFERIOR_RISE)
    if run.href:
        font = replace(font, color=style.colors["link"].rgb)
    language = run.language or voice.language
    return Span(
        text=f"{run.text} ({run.ruby})" if run.ruby else run.text,
        font=font,
        language=language,
        hyphenate=text.hyphenate and "code" not in run.marks and not run.href,
        href=run.href,
        target=run.note,
        marks=tuple(mark for mark in run.marks if mark in ("underline", "strike")),
        tag=tag,
    )
