"""BREAK: the line ends of a whole paragraph, chosen together.

Total fit after Knuth and Plass (Software: Practice and Experience 11, 1981, 1119-1184): of all ways to divide the
paragraph, take the one with the least sum of demerits. Differences to the paper, each because newspaper columns are
narrow:

* The looseness of a line is what is left for the word spaces after letter-spacing and glyph scaling have taken their
  small share, so the optimum counts on them (see `spread`).
* Demerits grow with the cube of the looseness without a cap (TeX caps badness at 10000 and then makes one absurd line).
* Nodes are kept for each line number only where a caller needs it: widths that differ by line, or a wish for more or
  fewer lines than the optimum has.
"""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct

from exporter.style.model import Limits
from exporter.typeset.items import Breaks

COMFORT = 0.03  # change of a word space that nobody sees; taken before letter-spacing and scaling are touched
TOLERANCES = (1.6, 4.0, 12.0, 1e9)  # looseness (in half word spaces) allowed in each attempt
STRICT = 4.0  # up to it what is asked of divided words holds
COUNTED = 1.2  # looseness allowed where a caller wants a line more or fewer: word spaces of 1.6 times their width
MOST_COUNTED = 1200  # line ends: in a longer paragraph counting would cost the square of its length
TIGHT_COST = 1.35  # a line that is too tight is worse than one too loose by as much
CONTRAST = 8.0  # demerits for the square of the difference of looseness between neighbours
HYPHEN_PAIR = 220.0  # two divided lines in a row
LAST_HYPHEN = 900.0  # the line before the last is divided, which the first attempts do not allow
RUNT = 900.0  # the last line is shorter than RUNT_WIDTH of the measure
RUNT_WIDTH = 0.14
RUNT_LETTERS = 8  # a last line of one word shorter than this is a runt too
STACK = 600.0  # two lines begin, or end, with the same word
OVERFULL = 1e7
LINE = 1.0  # every line costs a little, so that of equals the shorter wins
TOO_LONG = 0.01  # points
# What a line has at most for each point of its width: word spaces, as between words of one letter, and sizes of glyphs.
MOST_SPACE, MOST_EM = 0.4, 3.0


class Measure(Struct, frozen=True):
    """The widths of a paragraph's lines in points: `first` for the leading lines, `rest` for all others."""

    rest: float
    first: tuple[float, ...] = ()

    def width(self, line: int) -> float:
        """Return the width of the line, counted from 0."""
        return self.first[line] if line < len(self.first) else self.rest


class Spread(Struct, frozen=True):
    """How a line is stretched (positive) or shrunk to its width."""

    space: float  # change of a word space as a fraction of it
    tracking: float  # em added after each glyph
    scaling: float  # change of the glyphs' width as a fraction


class Choice(Struct, frozen=True):
    """Line ends of a paragraph and what is not good about them; word spaces half as wide again cost 100 a line."""

    demerits: float
    ends: tuple[int, ...]  # rows, the last one included
    tolerance: float  # looseness that no line of it exceeds


class _Node(Struct, frozen=True, gc=False):
    """A line end reached in the best way."""

    row: int
    line: int  # how many lines end with it
    total: float
    looseness: float
    hyphens: int  # divided lines in a row that end with it
    previous: _Node | None


def spread(missing: float, space: float, em: float, glyphs: float, limits: Limits) -> Spread:
    """Return how a line takes up the `missing` width (negative: gives width up), all in points.

    `space` is the sum of its word spaces, `em` the sum of its glyphs' sizes, `glyphs` their width. Word spaces first,
    up to what nobody sees; then letter-spacing and glyph scaling in step, inside the style's limits; the rest goes into
    the word spaces again.
    """
    comfort = COMFORT * space
    reserve = limits.tracking * em + limits.scaling * glyphs
    excess = abs(missing) - comfort
    sign = 1.0 if missing > 0 else -1.0
    taken = min(max(excess, 0.0), reserve)
    share = taken / reserve if reserve else 0.0
    left = missing - sign * taken
    return Spread(left / space if space else 0.0, sign * share * limits.tracking, sign * share * limits.scaling)


def break_lines(rows: Breaks, measure: Measure, limits: Limits, justify: bool) -> Choice:
    """Return the best line ends of the paragraph.

    There always are some: a line that nothing can fill or fit is kept and shows in its looseness or `overfull`.
    """
    for tolerance in TOLERANCES:
        found = _search(rows, measure, limits, justify, tolerance, len(measure.first))
        if found:
            return min(found, key=lambda choice: choice.demerits)
    raise AssertionError("the last tolerance refuses nothing")


def break_by_count(rows: Breaks, measure: Measure, limits: Limits, tolerance: float = COUNTED) -> dict[int, Choice]:
    """Return the best line ends of a justified paragraph for each number of lines that it can fill decently.

    What copyfitting and level columns choose from; found in one pass for all counts.
    """
    if len(rows) > MOST_COUNTED:
        return {}
    return {len(choice.ends): choice for choice in _search(rows, measure, limits, True, tolerance, MOST_COUNTED)}


def _path(node: _Node | None) -> tuple[int, ...]:
    rows: list[int] = []
    while node is not None and node.row:
        rows.append(node.row)
        node = node.previous
    return tuple(reversed(rows))


def _search(
    rows: Breaks, measure: Measure, limits: Limits, justify: bool, tolerance: float, apart: int
) -> list[Choice]:
    """Return the best line ends for each number of lines up to `apart`, from where on numbers are not told apart.

    From each line end reached, in order, all lines are tried that can begin there; where the first of them ends is
    found by bisection, so that no line is looked at which is much too short or too long.
    """
    ends = [end.width for end in rows]
    first, rest, special = measure.first, measure.rest, len(measure.first)
    track, scale, hyphens_in_row = limits.tracking, limits.scaling, limits.hyphens_in_row
    shrink, strict, last = 1 - limits.space_shrink, tolerance <= STRICT, len(rows) - 1
    # How much of its width a line fills at least; a ragged one, in the first attempt, a fifth.
    most = 1 + scale + track * MOST_EM + tolerance / 2 * MOST_SPACE
    fill = 1 / most if justify else max(0.0, 1 - tolerance / 2)

    start_node = _Node(0, 0, 0.0, 0.0, 0, None)
    reached: list[dict[int, _Node] | None] = [{0: start_node}, *[None] * last]  # by row and number of lines
    furthest, stop = 0, 0  # rows: the last one reached, the next one where a line must end
    wall, stuck = 0, start_node  # the last row that was too far, and the best node from where
    space = reserve = 0.0
    for start in range(last):
        if start == stop:
            stop = next(row for row in range(start + 1, last + 1) if rows[row].forced)
        nodes = reached[start]
        if nodes is None:
            continue
        here = rows[start]
        width, space_before, em_before = here.next_width, here.next_space, here.next_em
        first_word, last_word = here.beginning, here.ending
        for node in nodes.values():
            line = node.line + 1
            key = line if line < apart else apart
            target = first[line - 1] if line <= special else rest
            before, looseness_before = node.total + LINE, node.looseness
            if first_word is not None and node.previous and first_word is rows[node.previous.row].beginning:
                before += STACK
            for row in range(bisect_left(ends, width + fill * target, start + 1, stop), stop + 1):
                end = rows[row]
                natural = end.width - width
                missing = target - natural
                if justify:
                    space = end.space - space_before
                    reserve = track * (end.em - em_before) + scale * (natural - space)
                if missing < 0 and missing + reserve + shrink * space < -TOO_LONG:
                    if row > wall or (row == wall and node.total < stuck.total):
                        wall, stuck = row, node
                    break
                if end.forced and missing >= 0:
                    looseness = demerits = 0.0
                    if row == last and start and _is_runt(rows, start, natural, target):
                        demerits = RUNT
                elif not justify:
                    looseness = missing / target * 4  # of a ragged line
                    demerits = 8 * looseness * looseness
                else:
                    # change of a word space, in halves of it (thirds when shrinking), after tracking and scaling
                    comfort = COMFORT * space
                    if missing > comfort:
                        taken = missing - comfort if missing - comfort < reserve else reserve
                        looseness = (missing - taken) / space * 2 if space > 0 else missing - taken
                        if looseness > tolerance:
                            continue
                        used = taken / reserve if reserve else 0.0
                    elif missing < -comfort:
                        taken = -missing - comfort if -missing - comfort < reserve else reserve
                        looseness = (missing + taken) / space * 3 if space > 0 else 0.0
                        used = taken / reserve * TIGHT_COST if reserve else 0.0
                    else:
                        looseness = missing / space * 2 if space > 0 else 0.0
                        used = 0.0
                    size = looseness if looseness > 0 else -looseness * TIGHT_COST
                    difference = looseness - looseness_before
                    demerits = 10 * used * used + 30 * size * size + 100 * size * size * size
                    demerits += CONTRAST * difference * difference
                hyphens = 0
                if end.division >= 0:
                    hyphens = node.hyphens + 1
                    if hyphens > hyphens_in_row and strict:
                        continue
                    demerits += HYPHEN_PAIR if hyphens > 1 else 0.0
                elif row == last:
                    if node.hyphens:
                        if strict:
                            continue
                        demerits += LAST_HYPHEN
                elif end.ending is last_word:
                    demerits += STACK
                total = before + demerits + end.penalty
                best = reached[row]
                if best is None:
                    best = reached[row] = {}
                    furthest = row if row > furthest else furthest
                if key not in best or total < best[key].total:
                    best[key] = _Node(row, line, total, looseness, hyphens, node)
        if start == furthest:
            if tolerance < TOLERANCES[-1]:
                return []
            # nothing fits: keep the shortest overfull line
            hyphens = int(rows[wall].division >= 0)
            reached[wall] = {apart: _Node(wall, stuck.line + 1, stuck.total + OVERFULL, 0.0, hyphens, stuck)}
            furthest = wall
    return [Choice(node.total, _path(node), tolerance) for node in (reached[last] or {}).values()]


def _is_runt(rows: Breaks, start: int, natural: float, target: float) -> bool:
    """Return True when the line from `start` to the paragraph's end is very short, or one short word."""
    word, alone = rows[-1].ending, rows[start].atom == rows[-1].atom - 1
    return (alone and word is not None and len(word.text) < RUNT_LETTERS) or natural < RUNT_WIDTH * target
