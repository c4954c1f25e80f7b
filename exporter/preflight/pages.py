"""Are the pages well made? Seen from what is printed on them, not from what makeup meant to do.

Thresholds are those of a press that lets a page go: Harrower, The Newspaper Designer's Handbook, for make-up; a word
space of 2.0, 2.6 and 3.0 times the face's own in wide, middling and narrow columns for looseness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from exporter.env import Env
from exporter.model import Edition
from exporter.model.walk import walk
from exporter.page import Frame, Image, Line, Mark, Page
from exporter.preflight.overprint import check_contrast
from exporter.preflight.printed import PrintedLine, frame_of, read_lines
from exporter.preflight.rivers import longest_river
from exporter.preflight.sizes import LEAST_BODY, LEAST_SIZE, is_under
from exporter.report import Finding, Place, Severity
from exporter.style.model import Style

OVER = 0.1  # of the size: how far a letter may stand out of its column; T and A hang by less
# Letters a line, how loose a line may be, over how many lines a river may run: measured by `frames` as a whole.
CLASSES = ((45, 2.0, 4), (34, 2.6, 4), (0, 3.0, 5))
LEG = 5  # lines of text: columns of fewer, on an average, cannot be made level
RUNNING = 400  # letters: what is set in less is no running text
UNEVEN, HOLE = 1.05, 5.05  # lines that a column ends above the ones beside it: seen by who looks, and by everybody


class _Sheet(Struct, frozen=True):
    """A page with its lines, and those of each of its frames."""

    page: Page
    lines: tuple[PrintedLine, ...]
    framed: tuple[tuple[PrintedLine, ...], ...]
    free: tuple[PrintedLine, ...]  # in no frame

    def column(self, frame: int) -> str:
        """Return the name of the frame's column, counted as it is read: from the left, or from the right."""
        frames = self.page.frames
        from_right = len(frames) > 1 and frames[1].x < frames[0].x
        edges = sorted({round(other.x) for other in frames}, reverse=from_right)
        return f"page {self.page.label}, column {edges.index(round(frames[frame].x)) + 1}"


def check_pages(pages: tuple[Page, ...], edition: Edition, style: Style, env: Env) -> tuple[Finding, ...]:
    """Return what does not come out well on the pages; `edition` tells in which line of the story a block stands."""
    places = _Places(edition)
    sheets = tuple(_read(page) for page in pages)
    return (
        *(finding for sheet in sheets for finding in _check_resolution(sheet.page, style, env, places)),
        *(finding for sheet in sheets for finding in _check_widths(sheet, places)),
        *(finding for sheet in sheets for finding in _check_spaces(sheet, places)),
        *_check_breaks(sheets, style, places),
        *(finding for sheet in sheets for finding in _check_feet(sheet, style, places)),
        *_check_headlines(sheets, edition, style, places),
        *_check_sizes(sheets, places),
        *(finding for sheet in sheets for finding in check_contrast(sheet.page, sheet.lines, env, places.of)),
    )


class _Places:
    """Where in its source each block stands."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @cached_property
    def _lines(self) -> dict[str, tuple[str, int]]:
        """Where each stands; most pages have nothing to say of any."""
        lines: dict[str, tuple[str, int]] = {}
        for article in self._edition.articles:
            source = article.provenance.source
            lines[article.id] = (source, 0)
            lines.update({photo.id: (source, photo.line) for photo in article.photos})
            lines.update({block.id: (source, block.line) for block in walk(article.body)})
            lines.update({note.id: (source, note.line) for note in article.notes})
            lines.update({block.id: (source, block.line) for note in article.notes for block in walk(note.blocks)})
        return lines

    def of(self, block: str) -> Place:
        """Return the place of the block, or that of the one whose part it is: ``p1-caption`` stands with ``p1``."""
        name = block
        while name and name not in self._lines:
            name = name.rpartition("-")[0]
        source, line = self._lines.get(name, ("", 0))
        return Place(source, line, block)


def _read(page: Page) -> _Sheet:
    lines = read_lines(page)
    framed: list[list[PrintedLine]] = [[] for _ in page.frames]
    free: list[PrintedLine] = []
    for line in lines:
        number = frame_of(line, page.frames)
        (framed[number] if number >= 0 else free).append(line)
    columns = tuple(tuple(sorted(found, key=lambda line: line.y)) for found in framed)
    return _Sheet(page, lines, columns, tuple(free))


def _check_resolution(page: Page, style: Style, env: Env, places: _Places) -> Iterator[Finding]:
    least = style.photo.minimum_ppi
    for image in page.items:
        if not isinstance(image, Image) or not image.source or not image.width:  # of no width on an overfull page
            continue
        pixels = env.picture(image.source).width * (image.crop[2] - image.crop[0])
        ppi = pixels / (image.width / 72)
        if ppi < least:
            message = f"photo {image.source} prints at {ppi:.0f} ppi, below {least:.0f} ({style.name})"
            hint = f"print it smaller, or supply at least {image.width / 72 * least:,.0f} px of width"
            yield Finding("photo-resolution", "warning", message, places.of(image.block), hint)


def _check_widths(sheet: _Sheet, places: _Places) -> Iterator[Finding]:
    """Yield the blocks with lines that run out of their column, or off the page where they stand in none."""
    page = sheet.page
    whole = Frame(0.0, 0.0, page.width, page.height)
    worst: dict[str, tuple[float, PrintedLine, str]] = {}
    for room, lines in zip((*page.frames, whole), (*sheet.framed, sheet.free), strict=True):
        right = room.x + room.width
        for line in lines:
            over = line.right - right if line.right - right > room.x - line.left else room.x - line.left
            if over > OVER * line.size and (line.block not in worst or over > worst[line.block][0]):
                worst[line.block] = (over, line, "the page" if room is whole else "its column")
    for over, line, where in worst.values():
        message = f"page {page.label}: “{line.text}” runs {over:.1f} pt out of {where}"
        hint = "take fewer columns, or less indent in the style; or divide its longest word by hand"
        yield Finding("line-overfull", "warning", message, places.of(line.block), hint)


def _check_spaces(sheet: _Sheet, places: _Places) -> Iterator[Finding]:
    """Yield the blocks with lines that are too loose, each once with its worst, and the columns that a river parts."""
    spaced = sorted([line.letters + line.spaces for lines in sheet.framed for line in lines if line.spaces > 1])
    if not spaced:
        return
    half = len(spaced) // 2
    median = (spaced[half] + spaced[~half]) / 2
    _, loosest, longest = next(entry for entry in CLASSES if median >= entry[0])
    for number, lines in enumerate(sheet.framed):
        where = sheet.column(number)
        worst: dict[str, PrintedLine] = {}
        for line in lines:
            if line.looseness > loosest and (line.block not in worst or line.looseness > worst[line.block].looseness):
                worst[line.block] = line
        for line in worst.values():
            message = f"{where}: the spaces of “{line.text}” are {line.looseness:.1f} times as wide as the face's own"
            hint = "change a word or two of the paragraph, or take fewer columns"
            yield Finding("line-loose", "warning", message, places.of(line.block), hint)
        length, first = longest_river(lines)
        if length > longest:
            line = lines[first]
            message = f"{where}: white runs down through {length} lines from “{line.text}”"
            yield Finding("river", "info", message, places.of(line.block), "a word more or less above it moves it")


def _check_breaks(sheets: tuple[_Sheet, ...], style: Style, places: _Places) -> Iterator[Finding]:
    """Yield paragraphs that leave too little of themselves in a column, and crossheads at its foot.

    A paragraph of so few lines that it cannot be divided well leaves makeup no choice: that is no more than an info.
    """
    limits = style.limits
    heads = {item.block for sheet in sheets for item in sheet.page.items if isinstance(item, Mark) and item.title}
    columns = [(sheet.column(number), lines) for sheet in sheets for number, lines in enumerate(sheet.framed) if lines]
    counts = Counter(line.block for _, lines in columns for line in lines)
    done: Counter[str] = Counter()  # lines of each block down to the foot of the column
    for (where, lines), (next_where, following) in pairwise(columns):
        done.update(line.block for line in lines)
        last, first = lines[-1], following[0]
        here, rest = done[last.block], counts[last.block] - done[last.block]
        if last.block in heads and not rest:
            message = f"{where} ends with the crosshead “{last.text}”"
            yield Finding("crosshead-last", "warning", message, places.of(last.block), _MEND)
        if not rest or last.block != first.block:
            continue
        severity = _severe(here + rest >= limits.orphan_lines + limits.widow_lines)
        if here < limits.orphan_lines:
            message = f"{where} ends with the first line of a paragraph, “{last.text}”"
            yield Finding("orphan", severity, message, places.of(last.block), _MEND)
        if rest < limits.widow_lines:
            message = f"{next_where} begins with the last line of a paragraph, “{first.text}”"
            yield Finding("widow", severity, message, places.of(first.block), _MEND)


def _severe(grave: bool) -> Severity:
    return "warning" if grave else "info"


_MEND = "a line more or less of copy mends it; so may another number of columns"


def _check_feet(sheet: _Sheet, style: Style, places: _Places) -> Iterator[Finding]:
    """Yield columns that end above the ones beside them."""
    page = sheet.page
    low = [(item.x, item.y + item.height) for item in page.items if isinstance(item, Image)]
    low += [(item.x, item.y) for item in page.items if isinstance(item, Line) and item.y == item.y2]
    feet = [_foot(low, frame, lines) for frame, lines in zip(page.frames, sheet.framed, strict=True)]
    groups: dict[float, list[int]] = {}
    for number, frame in enumerate(page.frames):
        groups.setdefault(round(frame.y + frame.height, 1), []).append(number)
    for group in groups.values():
        if sum(len(sheet.framed[number]) for number in group) < LEG * len(group):
            continue
        lowest = max(feet[number] for number in group)
        for number in group:
            missing = (lowest - feet[number]) / style.grid
            if missing > UNEVEN:
                lines = sheet.framed[number]
                message = f"{sheet.column(number)} ends {missing:.1f} lines above the ones beside it"
                block = lines[-1].block if lines else ""
                severity = _severe(missing > HOLE)
                yield Finding("column-short", severity, message, places.of(block), _MEND)


def _foot(low: list[tuple[float, float]], frame: Frame, lines: tuple[PrintedLine, ...]) -> float:
    """Return the y of the lowest thing in the frame, its top where it is empty; `low` are pictures and rules."""
    lowest = lines[-1].y if lines else frame.y
    bottom = frame.y + frame.height + 1
    inside = [y for x, y in low if frame.x - 1 <= x < frame.x + frame.width and frame.y < y <= bottom]
    return max([lowest, *inside])


def _check_headlines(sheets: tuple[_Sheet, ...], edition: Edition, style: Style, places: _Places) -> Iterator[Finding]:
    lines = Counter(line.block for sheet in sheets for line in sheet.free)
    for article in edition.articles:
        block, most = f"{article.id}-headline", style.headline.max_lines
        if lines[block] > most:
            letters = sum(line.letters for sheet in sheets for line in sheet.free if line.block == block)
            spare = letters - letters * most // lines[block]
            message = f"the headline takes {lines[block]} lines in the smallest size of the style, which allows {most}"
            hint = f"take out about {spare} letters"
            yield Finding("headline-long", "warning", message, places.of(block), hint)


def _check_sizes(sheets: tuple[_Sheet, ...], places: _Places) -> Iterator[Finding]:
    """Yield sizes below what can be read, each once: no type under 7 points, and running text not under 8."""
    told: set[float] = set()
    body: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            if is_under(line.size, LEAST_SIZE) and line.size not in told:
                told.add(line.size)
                message = f"page {sheet.page.label}: “{line.text}” is set in {line.size:.3g} pt"
                hint = f"nothing is to be smaller than {LEAST_SIZE:g} pt: change the size of its role in the style"
                yield Finding("text-small", "warning", message, places.of(line.block), hint)
        for lines in sheet.framed:
            for line in lines:
                body[line.size] += line.letters
    size, letters = body.most_common(1)[0] if body else (LEAST_BODY, 0)
    if letters >= RUNNING and is_under(size, LEAST_BODY) and size not in told:
        message = f"the running text is set in {size:.3g} pt"
        hint = f"it is to have {LEAST_BODY:g} pt at least: change the size of `body` in the style"
        yield Finding("text-small", "warning", message, Place(), hint)
