"""The lines of a page as they are printed: found again from the items, not from what makeup meant to set."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from exporter.page import RGB, Frame, GlyphRun, Page, Text

NEXT_LINE = 0.6  # of the size: a baseline so much lower or higher is another line; note calls rise by 0.35
JOINED = 0.5  # points between two items of a line, at most, where they belong to different blocks
APART = 2.0  # of the size: what stands so far behind is no part of the line, though it is of the same block
EDGE = 1.0  # points: how far a letter may hang over the left edge of its column
SPACES = frozenset(" \u00a0\u202f\u2009")
WIDE = 1.2  # of the face's own word space: a narrower gap is no water of a river


class Gap(Struct, frozen=True, gc=False):
    """A word space wide enough to be seen as white, from x to x."""

    left: float
    right: float


class PrintedLine(Struct, frozen=True, gc=False):
    """Text on one baseline. `left` and `right` are the ends of its letters; signs that hang in the margin count not."""

    block: str
    left: float
    right: float
    y: float
    size: float  # of its largest letters
    letters: int
    spaces: int  # between words
    looseness: float  # the mean of its word spaces, 1 = the face's own; 0 where it has none
    gaps: tuple[Gap, ...]
    items: tuple[Text, ...]

    @property
    def text(self) -> str:
        """Return the first of its words, for messages."""
        text = "".join("".join(run.texts) for item in self.items for _, run in item.runs).strip()
        return text if len(text) <= 40 else f"{text[:39]}…"

    @property
    def color(self) -> RGB:
        """Return the colour of its first letters."""
        return self.items[0].color


def read_lines(page: Page) -> tuple[PrintedLine, ...]:
    """Return all lines of the page in the order in which they are painted."""
    return tuple(_line(items) for items in _gathered(page))


def frame_of(line: PrintedLine, frames: tuple[Frame, ...]) -> int:
    """Return the number of the frame in which most of the line stands, or -1."""
    best, widest = -1, 0.0
    left, right, y = line.left, line.right, line.y
    for number, frame in enumerate(frames):
        if frame.y < y <= frame.y + frame.height + 1:
            start, end = frame.x, frame.x + frame.width
            shared = (right if right < end else end) - (left if left > start else start)
            if shared > widest:
                best, widest = number, shared
    return best


def _gathered(page: Page) -> Iterator[list[Text]]:
    """Yield the text items line by line: makeup sets one line after the other, from left to right."""
    line: list[Text] = []
    end = 0.0
    for item in page.items:
        if not isinstance(item, Text) or not item.runs:
            continue
        if line:
            last = line[-1]
            level = abs(item.y - last.y) < NEXT_LINE * max(item.size, last.size)
            most = APART * item.size if item.block == last.block else JOINED
            after = item.x > last.x and item.x - end < most and not _enters(page.frames, last, item, end)
            if not level or not after:
                yield line
                line = []
        line.append(item)
        at, run = item.runs[-1]
        end = item.x + at + _width(item, run)
    if line:
        yield line


def _enters(frames: tuple[Frame, ...], last: Text, item: Text, end: float) -> bool:
    """Return True when a column begins between the two items of a block, so that they are two lines side by side."""
    return item.x - end > JOINED and any(
        last.x < frame.x - EDGE <= item.x and frame.y < item.y <= frame.y + frame.height + 1 for frame in frames
    )


def _width(item: Text, run: GlyphRun) -> float:
    return (run.width * item.size / 1000 + len(run.glyphs) * item.tracking) * item.stretch


def _line(items: list[Text]) -> PrintedLine:
    gaps: list[Gap] = []
    letters = spaces = 0
    loose = width = begin = 0.0  # width of a word space that no word has ended yet, which begins at `begin`
    for item in items:
        x, points, spread = item.x, item.size / 1000 * item.stretch, item.tracking * item.stretch
        for at, run in item.runs:
            texts = run.texts
            if len(texts) == 1 and texts[0] in SPACES:
                if letters:
                    begin, width = x + at + spread, run.width * points
                continue
            letters += len(texts)
            if width > 0:
                factor = (x + at - begin) / width
                spaces += 1
                loose += factor
                if factor >= WIDE:
                    gaps.append(Gap(begin, x + at))
                width = 0.0
    largest = items[0] if len(items) == 1 else max(items, key=lambda item: item.size)
    left, right = _left(items), _right(items)
    loose = loose / spaces if spaces else 0.0
    return PrintedLine(
        items[0].block, left, right, largest.y, largest.size, letters, spaces, loose, tuple(gaps), tuple(items)
    )


def _left(items: list[Text]) -> float:
    """Return where the first letter or figure of the line begins; where it begins itself if it has only signs."""
    for item in items:
        for at, run in item.runs:
            for number, text in enumerate(run.texts):
                if text.isalnum():
                    return item.x + at + _advance(item, run.advances[:number])
    return items[0].x


def _right(items: list[Text]) -> float:
    """Return where the last letter or figure of the line ends; where it begins itself if it has only signs."""
    for item in reversed(items):
        for at, run in reversed(item.runs):
            for number in range(len(run.texts), 0, -1):
                if run.texts[number - 1].isalnum():
                    return item.x + at + _width(item, run) - _advance(item, run.advances[number:])
    return items[0].x


def _advance(item: Text, advances: tuple[float, ...]) -> float:
    return (sum(advances) * item.size / 1000 + len(advances) * item.tracking) * item.stretch if advances else 0.0
