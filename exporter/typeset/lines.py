"""Line ends → lines: every word at its place, ready for a page."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from exporter.page import GlyphRun, Link, Text
from exporter.typeset.breaking import Spread, spread
from exporter.typeset.direction import visual_order
from exporter.typeset.items import BREAK, CJK_GIVE, CUT, FIXED_SPACE, NEWLINE, NOTHING, SPACE, Atom, Breaks
from exporter.typeset.setting import Copy, Setting
from exporter.typeset.words import Division, Font, Measurer, Piece, Word, divide

SPACES = (SPACE, FIXED_SPACE, NEWLINE)
TOGETHER = (NOTHING, CUT)
NO_WORD = Word("", (), 0.0, 0, 0.0, 0.0, ())
NATURAL = Spread(0.0, 0.0, 0.0)
# Characters: of a longer word each line keeps its own. Of a code that stands for more than 63, poppler 22.12 gives back
# none: of a word of 600 letters over six lines 169 came out.
LONGEST_WHOLE = 60
_span_of = attrgetter("span")


class Line(Struct, frozen=True, gc=False):
    """One set line. Items have x from the paragraph's left edge and y from the baseline, or as its setting says."""

    items: tuple[Text | Link, ...]
    width: float  # what the line fills, from x = 0
    space: float  # its word space as a factor of the natural one
    divided: bool  # ends inside a word
    overfull: float  # points by which it is too wide; 0 = fits


_Runs = list[tuple[float, GlyphRun]]  # as a text item has them
_Turned = tuple[Atom, int, int]  # a word or a space, its level (see `direction`), its place in the order of reading


def make_line(
    copy: Copy, start: int, end: int, indent: float, target: float, setting: Setting, measurer: Measurer
) -> Line:
    """Return the line between two rows of the copy, set to the `target` width from x = `indent`.

    Copy from right to left begins at the right end of the target, where the indent stands.
    """
    rows, align, limits = copy.rows, setting.align, setting.limits
    here, there = rows[start], rows[end]
    natural, space, em = there.width - here.next_width, there.space - here.next_space, there.em - here.next_em
    missing = target - natural
    full = align == "justify" and (missing < 0 or not there.forced) and space > 0
    adjusted = full or missing < 0
    change = spread(missing, space, em, natural - space, limits) if adjusted else NATURAL
    parts = _parts(copy.atoms, rows, start, end)
    hang_left, hang_right = _hangs(copy.atoms, rows, start, end, parts)
    white = space
    if not copy.plain:
        white -= sum(CJK_GIVE * part.span.font.size for part in parts[:-1] if part.after == BREAK)
    hangs = hang_left + hang_right
    filled = (natural + hangs - white) * (1 + change.scaling) + em * change.tracking - hangs + white
    factor = 1.0
    if adjusted and space > 0:
        factor = max(1 + (target - filled) / space, limits.space_shrink)
        filled += space * (factor - 1)
    x = indent - hang_left
    if copy.rtl and align != "centre":
        x = -hang_left if align == "right" else target - hang_right - filled
    elif align == "right":
        x += target - filled
    elif align == "centre":
        x += (target - filled) / 2
    x += setting.left
    if copy.rtl or (not copy.plain and any(part.level for part in parts)):
        turned = _from_left_to_right(parts, copy.rtl)
        parts = [part for part, *_ in turned]
        texts = _place_turned(turned, x, change, factor, setting, measurer)
    else:
        texts, _ = _place(parts, x, change, factor, setting, measurer)
    links = _links(parts, x, change, factor, setting, measurer) if copy.leads else []
    over = filled - target
    return Line((*texts, *links), indent + filled, factor, there.division >= 0, over if over > 0.05 else 0.0)


def _parts(atoms: list[Atom], rows: Breaks, start: int, end: int) -> list[Atom]:
    """Return what stands on the line between two rows: whole atoms, at its ends perhaps parts of one.

    After the last stands a NEWLINE, or NOTHING where no space belongs into the text for a reader who sees no line ends.
    """
    begin, begin_division = rows[start].atom, rows[start].division
    stop, stop_division = rows[end].atom, rows[end].division
    parts = atoms[begin if begin_division >= 0 else begin + 1 : stop + 1]
    if begin_division >= 0 and (stop_division < 0 or begin < stop):
        parts[0] = _part(parts[0], parts[0].word.divisions[begin_division].tail, "")
    if stop_division >= 0 and (begin_division < 0 or begin < stop):
        parts[-1] = _part(parts[-1], parts[-1].word.divisions[stop_division].head, parts[-1].word.text)
    elif stop_division >= 0:
        divisions = parts[0].word.divisions
        parts[0] = _part(parts[0], _between(divisions[begin_division], divisions[stop_division]), "")
    last = parts[-1]
    whole = end == len(rows) - 1 or stop_division >= 0 or last.after in (BREAK, CUT)
    parts[-1] = Atom(last.word, last.span, NOTHING if whole else NEWLINE, last.level, last.gap_level, last.replaces)
    return parts


def _part(atom: Atom, pieces: tuple[Piece, ...], replaces: str) -> Atom:
    """Return a part of the atom's word as an atom."""
    text = atom.word.text
    word = Word(text, pieces, 0.0, 0, 0.0, 0.0, ())  # it is not measured again
    return Atom(
        word, atom.span, atom.after, atom.level, atom.gap_level, replaces if len(text) <= LONGEST_WHOLE else None
    )


def _between(begin: Division, stop: Division) -> tuple[Piece, ...]:
    """Return the part of a word between two divisions: the head of the second one without the head of the first."""
    skipped = len("".join("".join(piece.run.texts) for piece in begin.head)) - int(begin.hyphen)
    return divide(stop.head, skipped)[1]


def _tracking(font: Font, change: Spread) -> float:
    """Return the letter-spacing in points before the glyphs are scaled, which scales it too."""
    return font.tracking + change.tracking * font.size / (1 + change.scaling)


def _hangs(atoms: list[Atom], rows: Breaks, start: int, end: int, parts: list[Atom]) -> tuple[float, float]:
    """Return how far the line's first and last sign stand out of its edges."""
    first, last = rows[start].beginning, rows[end]
    left = first.hang_left * parts[0].span.font.size / 1000 if first else 0.0
    word, size = atoms[last.atom].word, parts[-1].span.font.size / 1000
    if last.division < 0:
        return left, word.hang_right * size
    chosen = word.divisions[last.division]
    return left, (sum(piece.width for piece in chosen.head) - chosen.head_width) * size


def _from_left_to_right(parts: list[Atom], rtl: bool) -> list[_Turned]:
    """Return the words and what is between them as they stand where a line or parts of it run from right to left."""
    atoms: list[Atom] = []
    levels: list[int] = []
    for part in parts:
        atoms.append(Atom(part.word, part.span, NOTHING, replaces=part.replaces))
        levels.append(part.level)
        if part.after not in TOGETHER:
            atoms.append(Atom(NO_WORD, part.span, part.after))
            levels.append(part.gap_level if part.after != NEWLINE else int(rtl))
    return [(atoms[index], levels[index], index) for index in visual_order(levels)]


def _place(
    parts: list[Atom], x: float, change: Spread, factor: float, setting: Setting, measurer: Measurer
) -> tuple[list[Text], float]:
    """Return the text items of parts side by side from x, and where they end.

    Spaces are `factor` times as wide as natural.
    """
    items: list[Text] = []
    stretch = 1 + change.scaling
    for span, neighbours in groupby(parts, key=_span_of):
        font = span.font
        size, tracking = font.size / 1000, _tracking(font, change)
        space = measurer.space(font)
        blank, gap = space.pieces[0], (space.width * size + font.tracking) * factor
        texts: list[tuple[float, Piece, str | None, _Runs]] = []
        runs: _Runs = []  # of the item that is being filled
        face, scale = None, 1.0
        replaces: str | None = None
        for part in neighbours:
            for piece in part.word.pieces:
                run = piece.run
                other = piece.face is not face or piece.scale != scale
                if other or replaces is not None or part.replaces is not None:
                    face, scale, replaces, origin, runs = piece.face, piece.scale, part.replaces, x, []
                    texts.append((x, piece, replaces, runs))
                runs.append((x - origin, run))
                x += (piece.width * size + len(run.glyphs) * tracking) * stretch
            after = part.after
            if after in SPACES:
                if blank.face is not face or blank.scale != scale or replaces is not None:
                    face, scale, replaces, origin, runs = blank.face, blank.scale, None, x, []
                    texts.append((x, blank, replaces, runs))
                runs.append((x - origin, blank.run))
                x += gap if after != NEWLINE else 0.0
            elif after == BREAK:  # between ideographs nothing shows, but a stretched line gives there too
                x += CJK_GIVE * font.size * (factor - 1)
        y, block = setting.baseline - font.rise, span.tag or setting.block
        language = span.language if span.language != setting.language else ""
        items += [
            Text(
                at, y, piece.face.key, font.size * piece.scale, tuple(runs), stretch, tracking, font.color, block,
                language, replaces, span.marks,
            )
            for at, piece, replaces, runs in texts
        ]  # fmt: skip
    return items, x


def _place_turned(
    turned: list[_Turned], x: float, change: Spread, factor: float, setting: Setting, measurer: Measurer
) -> list[Text]:
    """Return the text items of a line that runs both ways: each runs one way, and says when it is read."""
    items: list[Text] = []
    read: list[tuple[int, int]] = []  # by item: the first place of what it stands in, its own place there
    for level, group in groupby(turned, key=lambda element: element[1]):
        elements = list(group)
        made, x = _place([part for part, *_ in elements], x, change, factor, setting, measurer)
        items += [replace(text, rtl=True) for text in made] if level % 2 else made
        first = min(place for *_, place in elements)
        read += [(first, -number if level % 2 else number) for number in range(len(made))]
    for place, index in enumerate(sorted(range(len(items)), key=read.__getitem__)):
        items[index] = replace(items[index], later=place - index)
    return items


def _links(
    parts: list[Atom], x: float, change: Spread, factor: float, setting: Setting, measurer: Measurer
) -> list[Link]:
    """Return a link for each run of parts of a span that leads somewhere."""
    links: list[Link] = []
    for span, neighbours in groupby(parts, key=_span_of):
        group = list(neighbours)
        _, end = _place(group, x, change, factor, setting, measurer)
        words = ["".join("".join(piece.run.texts) for piece in part.word.pieces) for part in group]
        text = " ".join(word for word in words if word)
        if (span.href or span.target) and text:  # where a line runs both ways, a space may stand away from its words
            size = span.font.size
            top, block = setting.baseline - 0.8 * size, span.tag or setting.block
            links.append(Link(x, top, end - x, size, span.href, span.target, text, block))
        x = end
    return links
