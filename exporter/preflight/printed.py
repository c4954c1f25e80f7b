"""The lines of a page as they are printed: found again from the items, not from what makeup meant to set."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from exporter.page import RGB, Frame, GlyphRun, Page, Text

NEXT_LINE = 0.6  # of the size: a baseline so much lower or higher is another line; note calls rise by 0.35
JOINED = 0.5  # points between two items of a line, at most, where they belong to different blocks
APART = 2.0  # of the size: what stands so far behind is no part of the line, though it is of the same block
EDGE = 1.0  # points: how far a letter may hang over the left edge of its column
SPACES = " \u00a0\u202f\u2009"


class Gap(Struct, frozen=True, gc=False):
    """A word space: from x to x, and how wide it is against the face's own."""

    left: float
    right: float
    factor: float


class PrintedLine(Struct, frozen=True, gc=False):
    """Text on one baseline. `left` and `right` are the ends of its letters; signs that hang in the margin count not."""

    block: str
    left: float
    right: float
    y: float
    size: float  # of its largest letters
    letters: int
    gaps: tuple[Gap, ...]
    items: tuple[Text, ...]

    @property
    def text(self) -> str:
        """Return the first of its words, for messages."""
        text = "".join("".join(run.texts) for item in self.items for _, run in item.runs).strip()
        return text if len(text) <= 40 else f"{text[:39]}…"

    @property
    def looseness(self) -> float:
        """Return the mean of its word spaces, 1 = the face's own; 0 where it has none."""
        return sum(gap.factor for gap in self.gaps) / len(self.gaps) if self.gaps else 0.0

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
    for number, frame in enumerate(frames):
        if frame.y < line.y <= frame.y + frame.height + 1:
            shared = min(line.right, frame.x + frame.width) - max(line.left, frame.x)
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
    left = right = items[0].x
    letters, found = 0, False
    space: tuple[float, float] | None = None  # where a word space begins that no word has ended yet, and its own width
    for item in items:
        x, scale = item.x, item.size / 1000 * item.stretch
        for at, run in item.runs:
            texts = run.texts
            if len(texts) == 1 and texts[0] in SPACES:
                if letters:
                    space = (x + at + item.tracking * item.stretch, run.width * scale)
                continue
            start = x + at
            if space:
                if space[1] > 0:
                    gaps.append(Gap(space[0], start, (start - space[0]) / space[1]))
                space = None
            ends = _ends(item, run)
            if ends:
                left = left if found else start + ends[0]
                right, found = start + ends[1], True
            letters += len(texts)
    largest = max(items, key=lambda item: item.size)
    return PrintedLine(items[0].block, left, right, largest.y, largest.size, letters, tuple(gaps), tuple(items))


def _ends(item: Text, run: GlyphRun) -> tuple[float, float] | None:
    """Return where the letters and figures of a run begin and end, from its own x; None where it has only signs."""
    texts, count = run.texts, len(run.texts)
    first, last = 0, count
    while last > first and not texts[last - 1].isalnum():
        last -= 1
    if last == first:
        return None
    while not texts[first].isalnum():
        first += 1
    scale, tracking, stretch = item.size / 1000, item.tracking, item.stretch
    begin = (sum(run.advances[:first]) * scale + first * tracking) * stretch if first else 0.0
    end = _width(item, run)
    if last < count:
        end -= (sum(run.advances[last:]) * scale + (count - last) * tracking) * stretch
    return begin, end
