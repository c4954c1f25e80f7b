"""The compositor: sets runs of the model in a role, at a width, as lines, stacks and strips."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct
from msgspec.structs import replace

from exporter.env import Env
from exporter.makeup.grid import Grid, shift
from exporter.makeup.spans import Voice, font_of, spans_of
from exporter.model import Article, Rich, rich
from exporter.page import Item
from exporter.report import Place, Report
from exporter.style.model import Align, Role, Style
from exporter.typeset.breaking import Measure
from exporter.typeset.display import set_display
from exporter.typeset.ink import clear_leading
from exporter.typeset.lines import Line
from exporter.typeset.paragraph import prepare, set_paragraph
from exporter.typeset.setting import Setting
from exporter.typeset.words import Font, Measurer, Span


class Stack(Struct, frozen=True, gc=False):
    """Items set one below the other; x and y from its top left corner."""

    items: tuple[Item, ...]
    height: float
    lines: int = 0
    size: float = 0.0  # of its type, where it is text


EMPTY = Stack((), 0.0)
ORNAMENT = "ornament"  # tag of a span that is furniture inside a paragraph
SIZE_WORTH = 0.7  # exponent: how much a larger headline is worth against one that fills its width
THREE_LINES = 0.55  # what a headline of three lines is worth against one of two
DISPLAY_LINES = 4  # a deck of more lines is set as running text


class Compositor:
    """Sets the copy of one article; its measures come from the style, its words' shapes from the measurer."""

    def __init__(
        self, style: Style, grid: Grid, measurer: Measurer, env: Env, report: Report, article: Article
    ) -> None:
        self.style, self.grid, self.measurer = style, grid, measurer
        self.env, self.report, self.article = env, report, article
        self.language = article.language or "en"
        self.rtl = article.direction == "rtl"
        self.captions: dict[tuple[str, float], Stack] = {}
        self._voices: dict[tuple[Role, str], Voice] = {}

    def narrowed(self, first: int, span: int) -> Compositor:
        """Return a compositor whose page has but `span` of the columns, from the `first` on."""
        page, left = self.style.page, self.column_x(first, span)
        right = page.width - left - self.grid.width(span)
        style = replace(self.style, page=replace(page, left=left, right=right, columns=span))
        grid = replace(self.grid, style=style)
        narrow = Compositor(style, grid, self.measurer, self.env, self.report, self.article)
        narrow.captions = self.captions
        return narrow

    def voice(self, role: Role, language: str = "") -> Voice:
        """Return the role in the article's language, or in another one."""
        key = role, language or self.language
        if key not in self._voices:
            self._voices[key] = Voice(self.style, *key)
        return self._voices[key]

    def spans(self, role: Role, runs: Rich, language: str = "", tag: str = "") -> tuple[Span, ...]:
        """Return the runs as spans in the role's font."""
        return spans_of(runs, self.voice(role, language), tag=tag)

    def end_mark(self, role: Role) -> tuple[Span, ...]:
        """Return the sign after the last word of a story, in the role's font and the colour of kickers."""
        color = self.style.text["kicker"].color.rgb
        font = replace(self.voice(role).font, color=color)
        return spans_of(rich("\u00a0" + self.style.end_mark), self.voice(role), font, ORNAMENT)

    def column_x(self, column: int, span: int = 1) -> float:
        """Return the left edge of a column, or of neighbouring ones; the first column is at the right in a script from
        right to left."""
        page = self.style.page
        return self.grid.x(page.columns - column - span if self.rtl else column)

    def place(self, line: int = 0, block: str = "") -> Place:
        """Return a place in the article's source."""
        return Place(self.article.provenance.source, line, block)

    def lines(self, role: Role, spans: tuple[Span, ...], width: float, align: Align | None = None) -> tuple[Line, ...]:
        """Return the spans set to the width, without a first-line indent."""
        copy = prepare(spans, self.measurer, self.rtl)
        if copy is None:
            return ()
        text = self.style.text[role]
        setting = Setting(
            Measure(width - text.left - text.right), align or text.align, self.style.limits, language=self.language
        )
        return set_paragraph(copy, setting, self.measurer)

    def stack(
        self, role: Role, runs: Rich, width: float, block: str, align: Align | None = None, size: float = 0.0
    ) -> Stack:
        """Return the runs set at the width with the role's leading, `before` and `after` not included.

        In another `size` the leading is in proportion.
        """
        voice = self.voice(role)
        font = font_of(voice, size=size) if size else voice.font
        lines = self.lines(role, spans_of(runs, voice, font), width, align)
        return self.pile(role, lines, block, voice.text.leading * font.size / voice.text.size, font)

    def undivided(self, role: Role, runs: Rich, width: float) -> float:
        """Return the largest size, up to the role's own, in which no word is wider than the width."""
        text = self.style.text[role]
        copy = prepare(self.spans(role, runs), self.measurer, self.rtl)
        room, widest = width - text.left - text.right, copy.widest if copy else 0.0
        return text.size * (room / widest) if widest > room else text.size

    def pile(
        self, role: Role, lines: tuple[Line, ...], block: str, leading: float = 0.0, font: Font | None = None
    ) -> Stack:
        """Return lines piled up at a leading, each in the middle of its share."""
        text = self.style.text[role]
        leading = leading or text.leading
        font = font or self.voice(role).font
        face = self.measurer.face(font)
        baseline = (leading + (face.ascent + face.descent) * font.size / 1000) / 2
        items: list[Item] = []
        for number, line in enumerate(lines):
            items += shift(line.items, text.right if self.rtl else text.left, number * leading + baseline, block)
        return Stack(tuple(items), len(lines) * leading, len(lines), font.size)

    def headline(self, runs: Rich, width: float, block: str, largest: float = 1e9) -> Stack:
        """Return the headline in the largest size of the style's ladder that fills the width well.

        Two lines or one are preferred to three; `largest` caps the size for stories lower on a page.
        """
        style = self.style.headline
        fitted = self._fit_headline(runs, width, largest)
        if fitted is None:
            size = self._undivided(runs, width, self._ladder(largest)[-1])
            font = font_of(self.voice("headline"), size=size)
            fitted = font, self.lines("headline", spans_of(runs, self.voice("headline"), font), width)
        font, lines = fitted
        leading = clear_leading(lines, font.size * style.leading, font.size, self.measurer)
        return self.pile("headline", lines, block, leading, font)

    def headline_fits(self, runs: Rich, width: float, largest: float) -> bool:
        """Return True when some size of the ladder sets the headline in whole words and few lines."""
        return self._fit_headline(runs, width, largest) is not None

    def _ladder(self, largest: float) -> list[float]:
        """Return the sizes of headlines up to the largest, which stands first."""
        return [*reversed(self.style.headline.sizes(self.style.page.measure, largest))]

    def _undivided(self, runs: Rich, width: float, size: float) -> float:
        """Return the size, or the smaller one in which the longest word of a headline is as wide as the measure."""
        voice = self.voice("headline")
        copy = prepare(spans_of(runs, voice, font_of(voice, size=size)), self.measurer, self.rtl)
        widest = max((atom.word.width * size / 1000 for atom in copy.atoms), default=0.0) if copy else 0.0
        return size if widest <= width else max(self.style.text["body"].size, size * width / widest)

    def _fit_headline(self, runs: Rich, width: float, largest: float) -> tuple[Font, tuple[Line, ...]] | None:
        style = self.style.headline
        best: tuple[float, Font, tuple[Line, ...]] | None = None
        for size in self._ladder(largest):
            if best and best[0] >= size**SIZE_WORTH:
                break  # no smaller size can be better
            family = style.small_family if size < style.small_below else ""
            font = font_of(self.voice("headline"), size=size, family=family)
            copy = prepare(spans_of(runs, self.voice("headline"), font), self.measurer, self.rtl)
            if copy is None:
                return font, ()
            if copy.length > width * style.max_lines:
                continue
            lines = set_display(copy, width, style.max_lines, self.measurer, self.language, self.style.limits)
            if lines is None:
                continue
            score = _fill(lines, width) * (1.0 if len(lines) < 3 else THREE_LINES) * size**SIZE_WORTH
            if best is None or score > best[0]:
                best = (score, font, lines)
        return best[1:] if best else None

    def display(self, role: Role, runs: Rich, width: float, block: str) -> Stack:
        """Return the runs balanced and broken by sense, as few lines as they need; a long text as ragged lines."""
        copy = prepare(self.spans(role, runs), self.measurer, self.rtl)
        if copy is None:
            return EMPTY
        lines = set_display(copy, width, DISPLAY_LINES, self.measurer, self.language, self.style.limits)
        return self.pile(role, lines or self.lines(role, self.spans(role, runs), width), block)

    def phrase(self, key: str, **values: str) -> str:
        """Return a furniture phrase in the article's language."""
        return self.style.phrase(key, self.language).format(**values)

    def line_of(self, role: Role, text: str, width: float, align: Align) -> Stack:
        """Return a line of furniture; what finds no room on it is left out."""
        whole = self.stack(role, rich(text), width, "", align)
        if whole.lines <= 1:
            return whole

        def cut(count: int) -> Stack:
            return self.stack(role, rich(f"{text[:count].rstrip()}…"), width, "", align)

        most = bisect_left(range(1, len(text)), 2, key=lambda count: cut(count).lines)
        return cut(text.rfind(" ", 0, most + 1) if " " in text[:most] else most)


def _fill(lines: tuple[Line, ...], width: float) -> float:
    """Return how well the lines fill the width: 1 = the longest reaches it and the others are as long."""
    widths = [line.width for line in lines]
    longest = max(widths) or 1.0  # of letters without a width
    return longest / width * (0.5 + 0.5 * min(widths) / longest)
