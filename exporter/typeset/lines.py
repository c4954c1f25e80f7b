"""Line ends → lines: every word at its place, ready for a page."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from exporter.page import GlyphRun, Link, Text
from exporter.style.fonts import Face
from exporter.style.model import Align, Limits
from exporter.typeset.breaking import Spread, spread
from exporter.typeset.direction import visual_order
from exporter.typeset.items import BREAK, CJK_GIVE, FIXED_SPACE, SPACE, Atom, Breaks
from exporter.typeset.words import Division, Font, Measurer, Piece, Span

ROUNDING = 0.015  # the first line's indent counts as glyphs when its shrink is estimated
SPACES = (SPACE, FIXED_SPACE)
WHITE = (*SPACES, BREAK)
NATURAL = Spread(0.0, 0.0, 0.0)
# Characters: of a longer word each line keeps its own. Of a code that stands for more than 63, poppler 22.12 gives back
# none: of a word of 600 letters over six lines 169 came out.
LONGEST_WHOLE = 60


class Line(Struct, frozen=True, gc=False):
    """One set line. Items have x from the left edge of the paragraph and y from the baseline (up is negative)."""

    items: tuple[Text | Link, ...]
    width: float  # what the line fills, from x = 0
    space: float  # its word space as a factor of the natural one
    divided: bool  # ends inside a word
    overfull: float  # points by which it is too wide; 0 = fits


class _Chunk(Struct, frozen=True, eq=False, gc=False):
    """What of an atom stands on this line."""

    span: Span
    pieces: tuple[Piece, ...]
    width: float  # 1/1000 em
    glyphs: int
    after: int  # what stands after it on this line
    replaces: str | None
    level: int = 0
    gap_level: int = 0


def make_line(
    atoms: list[Atom],
    rows: Breaks,
    start: int,
    end: int,
    target: float,
    align: Align,
    indent: float,
    limits: Limits,
    measurer: Measurer,
    language: str,
    rtl: bool = False,
) -> Line:
    """Return the line between two rows of `rows`, set to the `target` width from x = `indent`.

    With `rtl` the paragraph runs from right to left: it begins at the right end of the target, the indent stands there.
    """
    last = end == len(rows.end_width) - 1
    natural = rows.end_width[end] - rows.start_width[start]
    space = rows.end_space[end] - rows.start_space[start]
    missing = target - natural
    full = align == "justify" and (missing < 0 or not (last or rows.forced[end])) and space > 0
    adjusted = full or missing < 0
    em = rows.end_em[end] - rows.start_em[start]
    change = spread(missing, space, em, natural - space, limits) if adjusted else NATURAL
    chunks = list(_chunks(atoms, rows, start, end))
    widths, gaps, gives = _extents(chunks, change, measurer)
    hang_left, hang_right = _hangs(atoms, rows, start, end, chunks)
    filled = sum(widths) - hang_left - hang_right + sum(gaps)
    factor = 1.0
    if adjusted and sum(gives) > 0:
        factor = max(1 + (target - filled) / sum(gives), limits.space_shrink - ROUNDING)
        gaps = [gap + give * (factor - 1) for gap, give in zip(gaps, gives, strict=True)]
        filled += sum(gives) * (factor - 1)
    x = indent - hang_left
    if rtl:
        x = target + hang_left - sum(widths) - sum(gaps) if align != "centre" else (target - filled) / 2
    elif align == "right":
        x += target - filled
    elif align == "centre":
        x += (target - filled) / 2
    placed = _in_visual_order(chunks, widths, gaps, rtl)
    items = _place(placed, x, change, measurer, language, not last and not rows.hyphen[end])
    over = filled - target
    return Line(items, indent + filled, factor, rows.hyphen[end], over if over > 0.05 else 0.0)


_Placed = tuple[_Chunk | None, Font | None, float]  # a chunk, a space (a font only) or mere white, and its width


def _in_visual_order(chunks: list[_Chunk], widths: list[float], gaps: list[float], rtl: bool) -> list[_Placed]:
    """Return chunks and the spaces between them from left to right."""
    elements: list[_Placed] = []
    levels: list[int] = []
    for chunk, width, gap in zip(chunks, widths, gaps, strict=True):
        font = chunk.span.font
        elements.append((chunk, font, width))
        if chunk.after in WHITE:
            elements.append((None, None if chunk.after == BREAK else font, gap))
    if not rtl and not any(chunk.level for chunk in chunks):
        return elements
    for chunk in chunks:
        levels += [chunk.level, chunk.gap_level] if chunk.after in WHITE else [chunk.level]
    return [elements[index] for index in visual_order(levels)]


def _chunks(atoms: list[Atom], rows: Breaks, start: int, end: int) -> Iterator[_Chunk]:
    begin, begin_division = rows.atom[start], rows.division[start]
    stop, stop_division = rows.atom[end], rows.division[end]
    first = begin if begin_division >= 0 else begin + 1
    for index in range(first, stop + 1):
        atom = atoms[index]
        word, span = atom.word, atom.span
        head = index == stop and stop_division >= 0
        tail = index == begin and begin_division >= 0
        after = atom.after if index < stop else 0
        whole = len(word.text) <= LONGEST_WHOLE
        if head and tail:
            yield _middle(atom, word.divisions[begin_division], word.divisions[stop_division], "" if whole else None)
        elif head:
            division = word.divisions[stop_division]
            width = sum(piece.run.width for piece in division.head)
            yield _Chunk(span, division.head, width, division.head_glyphs, 0, word.text if whole else None)
        elif tail:
            division = word.divisions[begin_division]
            yield _Chunk(span, division.tail, division.tail_width, division.tail_glyphs, after, "" if whole else None)
        else:
            yield _Chunk(span, word.pieces, word.width, word.glyphs, after, None, atom.level, atom.gap_level)


def _middle(atom: Atom, begin: Division, stop: Division, replaces: str | None) -> _Chunk:
    """Return the part of a word between two divisions: the head of the second one without the head of the first."""
    skipped = len("".join("".join(piece.run.texts) for piece in begin.head)) - int(begin.hyphen)
    pieces: list[Piece] = []
    for piece in stop.head:
        kept: list[int] = []
        for index, text in enumerate(piece.run.texts):
            if skipped <= 0:
                kept.append(index)
            skipped -= len(text)
        if kept:
            run = piece.run
            advances = tuple(run.advances[index] for index in kept)
            offsets = tuple(run.offsets[index] for index in kept) if run.offsets else ()
            texts = tuple(run.texts[index] for index in kept)
            part = GlyphRun(tuple(run.glyphs[index] for index in kept), advances, offsets, texts, sum(advances))
            pieces.append(Piece(piece.face, part))
    width = sum(piece.run.width for piece in pieces)
    return _Chunk(atom.span, tuple(pieces), width, sum(len(piece.run.glyphs) for piece in pieces), 0, replaces)


def _tracking(font: Font, change: Spread) -> float:
    """Return the letter-spacing in points before the glyphs are scaled, which scales it too."""
    return font.tracking + change.tracking * font.size / (1 + change.scaling)


def _extents(chunks: list[_Chunk], change: Spread, measurer: Measurer) -> tuple[list[float], list[float], list[float]]:
    """Return for each chunk its width, the natural white after it, and how much of a stretch that white takes.

    Between ideographs nothing shows, but a stretched line gives there too.
    """
    widths: list[float] = []
    gaps: list[float] = []
    gives: list[float] = []
    font: Font | None = None
    size = tracking = space = 0.0
    scale = 1 + change.scaling
    for chunk in chunks:
        if chunk.span.font is not font:
            font = chunk.span.font
            size, tracking = font.size / 1000, _tracking(font, change)
            space = measurer.space(font).width * size + font.tracking
        widths.append((chunk.width * size + chunk.glyphs * tracking) * scale)
        if chunk.after in SPACES:
            gaps.append(space)
            gives.append(space)
        else:
            gaps.append(0.0)
            gives.append(CJK_GIVE * font.size if chunk.after == BREAK else 0.0)
    return widths, gaps, gives


def _hangs(atoms: list[Atom], rows: Breaks, start: int, end: int, chunks: list[_Chunk]) -> tuple[float, float]:
    left = right = 0.0
    if rows.division[start] < 0 and chunks:
        left = atoms[rows.atom[start] + 1].word.hang_left * chunks[0].span.font.size / 1000
    if chunks:
        atom, size = atoms[rows.atom[end]], chunks[-1].span.font.size / 1000
        division = rows.division[end]
        if division < 0:
            right = atom.word.hang_right * size
        else:
            chosen = atom.word.divisions[division]
            right = (sum(piece.run.width for piece in chosen.head) - chosen.head_width) * size
    return left, right


class _Open:
    """The text item that is being filled."""

    __slots__ = ("change", "face", "language", "replaces", "runs", "span", "x")

    def __init__(self, x: float, face: Face, span: Span, replaces: str | None, change: Spread, language: str) -> None:
        self.x, self.face, self.span, self.replaces = x, face, span, replaces
        self.change, self.language = change, language
        self.runs: list[tuple[float, GlyphRun]] = []

    def takes(self, piece: Piece, chunk: _Chunk) -> bool:
        """Return True when the piece can stand in this item."""
        same = self.face is piece.face and self.span is chunk.span
        return same and self.replaces is None and chunk.replaces is None

    def close(self) -> Text:
        span, font = self.span, self.span.font
        return Text(
            self.x,
            -font.rise,
            self.face.key,
            font.size,
            tuple(self.runs),
            1 + self.change.scaling,
            _tracking(font, self.change),
            font.color,
            span.tag,
            span.language if span.language != self.language else "",
            self.replaces,
            span.marks,
        )


def _place(
    placed: list[_Placed], x: float, change: Spread, measurer: Measurer, language: str, space_at_end: bool
) -> tuple[Text | Link, ...]:
    """Return the text items and links of a line whose elements stand one after the other from x."""
    items: list[Text | Link] = []
    current: _Open | None = None
    link: tuple[float, Span, list[str]] | None = None
    for number, (chunk, font, width) in enumerate(placed):
        if chunk is None:
            if current and font:
                current = _space(items, current, x, font, measurer, change, language)
            x += width
            continue
        span, font = chunk.span, chunk.span.font
        if link and link[1] is not span:
            items.append(_link(link, x))
            link = None
        if span.href or span.target:
            link = link or (x, span, [])
            link[2].append("".join("".join(piece.run.texts) for piece in chunk.pieces))
        at = x
        for piece in chunk.pieces:
            if current is None or not current.takes(piece, chunk):
                if current:
                    items.append(current.close())
                current = _Open(at, piece.face, span, chunk.replaces, change, language)
            current.runs.append((at - current.x, piece.run))
            if len(chunk.pieces) > 1:
                tracking = len(piece.run.glyphs) * _tracking(font, change)
                at += (piece.run.width * font.size / 1000 + tracking) * (1 + change.scaling)
        x += width
        if current and space_at_end and number == len(placed) - 1:
            current = _space(items, current, x, font, measurer, change, language)
    if current:
        items.append(current.close())
    if link:
        items.append(_link(link, x))
    return tuple(items)


def _space(
    items: list[Text | Link], current: _Open, x: float, font: Font, measurer: Measurer, change: Spread, language: str
) -> _Open:
    """Set a word space at x and return the item that is open then."""
    space = measurer.space(font).pieces[0]
    if current.face is not space.face or current.replaces is not None:
        items.append(current.close())
        current = _Open(x, space.face, current.span, None, change, language)
    current.runs.append((x - current.x, space.run))
    return current


def _link(link: tuple[float, Span, list[str]], end: float) -> Link:
    x, span, words = link
    size = span.font.size
    return Link(x, -0.8 * size, end - x, size, span.href, span.target, " ".join(words), span.tag)
