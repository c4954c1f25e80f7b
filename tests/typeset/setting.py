"""Set text without a page: what the tests of typesetting share."""

from __future__ import annotations

from exporter.style.fonts import FontBook
from exporter.style.load import load_style
from exporter.typeset.breaking import Measure
from exporter.typeset.lines import Line
from exporter.typeset.paragraph import prepare, set_paragraph
from exporter.typeset.setting import Setting
from exporter.typeset.words import Font, Measurer, Span, Word

STYLE = load_style("newspaper")
BODY = Font((STYLE.families["text"].regular, STYLE.families["sans"].regular), 9.0)
NEWS = (
    "The council of Port Amber voted late on Tuesday to rebuild the northern mole, ending a dispute that had divided the "
    "town for the better part of a decade and cost two mayors their office. Fishermen who had blocked the quay road since "
    "Sunday, some of them with their families, went home after the announcement; “we can finally plan again,” said the "
    "harbour master, whose predecessor had resigned in protest over the delayed reconstruction."
)


def measurer() -> Measurer:
    """Return a fresh measurer of the newspaper style."""
    return Measurer(FontBook(STYLE.font_folders), STYLE.limits)


def set_text(text: str, width: float, *, align: str = "justify", language: str = "en", indent: float = 0.0,
             measure: Measure | None = None, offsets: tuple[float, ...] = ()) -> tuple[Line, ...]:  # fmt: skip
    """Return the text set at the width."""
    tool = measurer()
    copy = prepare((Span(text, BODY, language),), tool)
    assert copy is not None
    setting = Setting(measure or Measure(width), align, STYLE.limits, indent, offsets, language)  # type: ignore[arg-type]
    return set_paragraph(copy, setting, tool)


def shown(line: Line) -> str:
    """Return the characters of the glyphs on the line, an added hyphen included."""
    return "".join("".join(run.texts) for item in line.items if hasattr(item, "runs") for _, run in item.runs)


def told(lines: tuple[Line, ...]) -> str:
    """Return the text a reader gets: divided words whole, white space made even."""
    parts: list[str] = []
    for line in lines:
        for item in line.items:
            if hasattr(item, "runs"):
                parts.append(
                    "".join("".join(run.texts) for _, run in item.runs) if item.replaces is None else item.replaces
                )
    return " ".join("".join(parts).split())


def word_of(tool: Measurer, text: str, font: Font, language: str) -> Word:
    """Return the measured word."""
    span = Span(text, font, language)
    return tool.words([text], span)[0]
