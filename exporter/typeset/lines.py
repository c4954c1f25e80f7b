"""Line ends → lines: every word at its place, ready for a page."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from exporter.page import GlyphRun, Link, Text
from exporter.style.fonts import Face
from exporter.style.model import Align, Limits
from exporter.typeset.breaking import Spread, spread
from exporter.typeset.direction import visual_order
from exporter.typeset.items import BREAK, CJK_GIVE, CUT, FIXED_SPACE, NOTHING, SPACE, Atom, Breaks
from exporter.typeset.words import Division, Font, Measurer, Piece, Span, Word, divide

SPACES = (SPACE, FIXED_SPACE)
TOGETHER = (NOTHING, CUT)
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


# What stands on a line, from left to right: a word, a space (the text of the word is one) or mere white (no word); the
# span it is from; what a reader gets instead of its glyphs; its width in points.
_Placed = tuple[Word | None, Span, str | None, float]
_Turned = tuple[_Placed, int, int]  # the same with its level (see `direction`) and its place in the order of reading


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

    With `rtl` the paragraph runs from right to left: it begins at the right end of the target, the indent stands there;
    `left` is where lines begin then and `right` where they end.
    """
    last = end == len(rows.end_width) - 1
    natural = rows.end_width[end] - rows.start_width[start]
    space = rows.end_space[end] - rows.start_space[start]
    missing = target - natural
    full = align == "justify" and (missing < 0 or not (last or rows.forced[end])) and space > 0
    adjusted = full or missing < 0
    em = rows.end_em[end] - rows.start_em[start]
    change = spread(missing, space, em, natural - space, limits) if adjusted else NATURAL
    parts = _parts(atoms, rows, start, end)
    widths, gaps, gives = _extents(parts, change, measurer)
    hang_left, hang_right = _hangs(atoms, rows, start, end, parts)
    letters, white, give = sum(widths), sum(gaps), sum(gives)
    filled = letters - hang_left - hang_right + white
    factor = 1.0
    if adjusted and give > 0:
        factor = max(1 + (target - filled) / give, limits.space_shrink)
        gaps = [gap + share * (factor - 1) for gap, share in zip(gaps, gives, strict=True)]
        filled += give * (factor - 1)
        white += give * (factor - 1)
    x = indent - hang_left
    if rtl and align != "centre":
        x = -hang_left if align == "right" else target + hang_left - letters - white
    elif align == "right":
        x += target - filled
    elif align == "centre":
        x += (target - filled) / 2
    placed = _stand(parts, widths, gaps, measurer)
    if not (
        last or rows.hyphen[end] or parts[-1].after in (BREAK, CUT)
    ):  # a space for the reader, who sees no line ends
        span = placed[-1][1]
        placed.append((measurer.space(span.font), span, None, 0.0))
    over = filled - target
    items: list[Text | Link]
    if rtl or [part for part in parts if part.level]:
        turned = _from_left_to_right(placed, parts, rtl)
        placed = [element for element, *_ in turned]
        items = [*_place_turned(turned, x, change, language)]
    else:
        items = [*_place(placed, x, change, language)]
    if [part for part in parts if part.span.href or part.span.target]:
        items += _links(placed, x)
    return Line(tuple(items), indent + filled, factor, rows.hyphen[end], over if over > 0.05 else 0.0)


def _stand(parts: list[Atom], widths: list[float], gaps: list[float], measurer: Measurer) -> list[_Placed]:
    """Return the words of the line and the spaces between them in the order in which they are read."""
    placed: list[_Placed] = []
    spaced: Span | None = None
    for part, width, gap in zip(parts, widths, gaps, strict=True):
        span = part.span
        if span is not spaced:
            spaced, space = span, measurer.space(span.font)
        placed.append((part.word, span, part.replaces, width))
        if part.after not in TOGETHER:
            placed.append((None if part.after == BREAK else space, span, None, gap))
    if parts[-1].after not in TOGETHER:
        placed.pop()  # at the end of the line
    return placed


def _from_left_to_right(placed: list[_Placed], parts: list[Atom], rtl: bool) -> list[_Turned]:
    """Return the words and spaces as they stand where a line or parts of it run from right to left."""
    levels: list[int] = []
    for part in parts[:-1]:
        levels += [part.level] if part.after in TOGETHER else [part.level, part.gap_level]
    levels += [parts[-1].level]
    levels += [int(rtl)] * (len(placed) - len(levels))  # the space at the end of the line
    return [(placed[index], levels[index], index) for index in visual_order(levels)]


def _parts(atoms: list[Atom], rows: Breaks, start: int, end: int) -> list[Atom]:
    """Return what stands on the line between two rows: whole atoms, at its ends perhaps parts of one."""
    begin, begin_division = rows.atom[start], rows.division[start]
    stop, stop_division = rows.atom[end], rows.division[end]
    parts = atoms[begin if begin_division >= 0 else begin + 1 : stop + 1]
    if begin_division >= 0 and (stop_division < 0 or begin < stop):
        division = parts[0].word.divisions[begin_division]
        parts[0] = _part(parts[0], division.tail, division.tail_width, division.tail_glyphs, "")
    if stop_division >= 0 and (begin_division < 0 or begin < stop):
        division = parts[-1].word.divisions[stop_division]
        width = sum(piece.width for piece in division.head)
        parts[-1] = _part(parts[-1], division.head, width, division.head_glyphs, parts[-1].word.text)
    elif stop_division >= 0:
        divisions = parts[0].word.divisions
        parts[0] = _middle(parts[0], divisions[begin_division], divisions[stop_division])
    return parts


def _part(atom: Atom, pieces: tuple[Piece, ...], width: float, glyphs: int, replaces: str) -> Atom:
    """Return a part of the atom's word as an atom."""
    word = Word(atom.word.text, pieces, width, glyphs, 0.0, 0.0, ())
    whole = len(atom.word.text) <= LONGEST_WHOLE
    return Atom(word, atom.span, atom.after, atom.level, atom.gap_level, replaces if whole else None)


def _middle(atom: Atom, begin: Division, stop: Division) -> Atom:
    """Return the part of a word between two divisions: the head of the second one without the head of the first."""
    skipped = len("".join("".join(piece.run.texts) for piece in begin.head)) - int(begin.hyphen)
    _, pieces = divide(stop.head, skipped)
    width = sum(piece.width for piece in pieces)
    return _part(atom, pieces, width, sum(len(piece.run.glyphs) for piece in pieces), "")


def _tracking(font: Font, change: Spread) -> float:
    """Return the letter-spacing in points before the glyphs are scaled, which scales it too."""
    return font.tracking + change.tracking * font.size / (1 + change.scaling)


def _extents(parts: list[Atom], change: Spread, measurer: Measurer) -> tuple[list[float], list[float], list[float]]:
    """Return for each part its width, the natural white after it, and how much of a stretch that white takes.

    Between ideographs nothing shows, but a stretched line gives there too. At the end of the line nothing does.
    """
    widths: list[float] = []
    gaps: list[float] = []
    gives: list[float] = []
    font: Font | None = None
    size = tracking = space = 0.0
    scale = 1 + change.scaling
    for part in parts:
        word, after = part.word, part.after
        if part.span.font is not font:
            font = part.span.font
            size, tracking = font.size / 1000, _tracking(font, change)
            space = measurer.space(font).width * size + font.tracking
        widths.append((word.width * size + word.glyphs * tracking) * scale)
        if after in SPACES:
            gaps.append(space)
            gives.append(space)
        else:
            gaps.append(0.0)
            gives.append(CJK_GIVE * font.size if after == BREAK else 0.0)
    gaps[-1] = gives[-1] = 0.0
    return widths, gaps, gives


def _hangs(atoms: list[Atom], rows: Breaks, start: int, end: int, parts: list[Atom]) -> tuple[float, float]:
    """Return how far the line's first and last sign stand out of its edges."""
    left = 0.0
    if rows.division[start] < 0:
        left = atoms[rows.atom[start] + 1].word.hang_left * parts[0].span.font.size / 1000
    word, division, size = atoms[rows.atom[end]].word, rows.division[end], parts[-1].span.font.size / 1000
    if division < 0:
        return left, word.hang_right * size
    chosen = word.divisions[division]
    return left, (sum(piece.width for piece in chosen.head) - chosen.head_width) * size


def _place(placed: list[_Placed], x: float, change: Spread, language: str) -> list[Text]:
    """Return the text items of a line whose words and spaces stand one after the other from x."""
    items: list[Text] = []
    runs: list[tuple[float, GlyphRun]] = []  # of the item that is being filled
    face: Face | None = None
    scale = 1.0
    span, replaces, origin = placed[0][1], placed[0][2], x
    for word, here, replaced, width in placed:
        at = x
        for piece in word.pieces if word else ():
            other = piece.face is not face or piece.scale != scale
            if other or here is not span or replaced is not None or replaces is not None:
                if runs and face:
                    items.append(_text(origin, face, scale, span, runs, replaces, change, language))
                face, scale, span, replaces, origin, runs = piece.face, piece.scale, here, replaced, at, []
            runs.append((at - origin, piece.run))
            if word and len(word.pieces) > 1:
                font = here.font
                tracking = len(piece.run.glyphs) * _tracking(font, change)
                at += (piece.width * font.size / 1000 + tracking) * (1 + change.scaling)
        x += width
    if runs and face:
        items.append(_text(origin, face, scale, span, runs, replaces, change, language))
    return items


def _place_turned(turned: list[_Turned], x: float, change: Spread, language: str) -> list[Text]:
    """Return the text items of a line that runs both ways: each runs one way, and says when it is read."""
    items: list[Text] = []
    read: list[tuple[int, int]] = []  # by item: the first place of what it stands in, its own place there
    for level, group in groupby(turned, key=lambda element: element[1]):
        elements = list(group)
        made = _place([placed for placed, *_ in elements], x, change, language)
        items += [replace(text, rtl=True) for text in made] if level % 2 else made
        first = min(place for *_, place in elements)
        read += [(first, -number if level % 2 else number) for number in range(len(made))]
        x += sum(placed[3] for placed, *_ in elements)
    for place, index in enumerate(sorted(range(len(items)), key=read.__getitem__)):
        items[index] = replace(items[index], later=place - index)
    return items


def _text(
    x: float,
    face: Face,
    scale: float,
    span: Span,
    runs: list[tuple[float, GlyphRun]],
    replaces: str | None,
    change: Spread,
    language: str,
) -> Text:
    font = span.font
    return Text(
        x,
        -font.rise,
        face.key,
        font.size * scale,
        tuple(runs),
        1 + change.scaling,
        _tracking(font, change),
        font.color,
        span.tag,
        span.language if span.language != language else "",
        replaces,
        span.marks,
    )


def _links(placed: list[_Placed], x: float) -> list[Link]:
    """Return a link for each run of words and spaces of a span that leads somewhere."""
    links: list[Link] = []
    for span, group in groupby(placed, key=lambda element: element[1]):
        elements = list(group)
        width = sum(element[3] for element in elements)
        if span.href or span.target:
            size = span.font.size
            words = ("".join("".join(piece.run.texts) for piece in word.pieces) for word, *_ in elements if word)
            text = " ".join(word for word in words if not word.isspace())
            links.append(Link(x, -0.8 * size, width, size, span.href, span.target, text, span.tag))
        x += width
    return links
