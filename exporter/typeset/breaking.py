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

import math

from msgspec import Struct

from exporter.style.model import Limits
from exporter.typeset.items import Breaks

COMFORT = 0.03  # change of a word space that nobody sees; taken before letter-spacing and scaling are touched
TOLERANCES = (1.6, 4.0, 1e9)  # looseness (in half word spaces) allowed in each attempt
COUNTED = 1.2  # looseness allowed where a caller wants a line more or fewer: word spaces of 1.6 times their width
MOST_COUNTED = 1200  # line ends: in a longer paragraph counting would cost the square of its length
TIGHT_COST = 1.35  # a line that is too tight is worse than one too loose by as much
CONTRAST = 8.0  # demerits for the square of the difference of looseness between neighbours
HYPHEN_PAIR = 220.0  # two divided lines in a row
LAST_HYPHEN = 900.0  # the line before the last is divided, which only the last attempt allows
RUNT = 900.0  # the last line is shorter than RUNT_WIDTH of the measure
RUNT_WIDTH = 0.14
RUNT_LETTERS = 8  # a last line of one word shorter than this is a runt too
STACK = 600.0  # two lines begin, or end, with the same word
OVERFULL = 1e7
LINE = 1.0  # every line costs a little, so that of equals the shorter wins


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


class _Node(Struct, gc=False):
    """A line end reached in the best way."""

    row: int
    line: int  # how many lines end with it
    total: float
    looseness: float
    hyphens: int  # divided lines in a row that end with it
    previous: _Node | None
    target: float  # width of the line that begins here
    # What an end of that line must come to, to be neither too long nor too loose (see `_search`).
    most: float
    least: float


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
    if len(rows.end_width) > MOST_COUNTED:
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
    """Return the best line ends for each number of lines up to `apart`, from where on numbers are not told apart."""
    end_width, end_space, end_em = rows.end_width, rows.end_space, rows.end_em
    start_width, start_space, start_em = rows.start_width, rows.start_space, rows.start_em
    penalty, hyphen, forced = rows.penalty, rows.hyphen, rows.forced
    ending, beginning, atom = rows.ending, rows.beginning, rows.atom
    track, scale, hyphens_in_row = limits.tracking, limits.scaling, limits.hyphens_in_row
    tightest = 1 - limits.space_shrink
    desperate = tolerance > 1e6
    last = len(end_width) - 1
    last_atom = atom[last]
    # How long the text up to an end is at its tightest and at its loosest, as a sum: a letter, a space, an em. A line
    # may lack what its only word cannot take up; a ragged one, in the first attempt, four fifths of its width.
    tight = (1 - scale, scale - tightest, -track) if justify else (1.0, 0.0, 0.0)
    loose = (1 + scale, tolerance / 2 - scale, track) if justify else (1.0, 0.0, 0.0)
    full, slack = (1.0, tolerance) if justify else (1 - tolerance / 2, 0.0)

    def reached(row: int, line: int, total: float, looseness: float, hyphens: int, previous: _Node | None) -> _Node:
        width, space, em = start_width[row], start_space[row], start_em[row]
        target = measure.width(line)
        most = width * tight[0] + space * tight[1] + em * tight[2] + target + 0.01
        least = width * loose[0] + space * loose[1] + em * loose[2] + target * full - slack
        return _Node(row, line, total, looseness, hyphens, previous, target, most, least)

    active = [reached(0, 0, 0.0, 0.0, 0, None)]
    for row in range(1, last + 1):
        width_here, space_here, em_here = end_width[row], end_space[row], end_em[row]
        divided, is_forced, cost, word_here = hyphen[row], forced[row], penalty[row], ending[row]
        shortest = width_here * tight[0] + space_here * tight[1] + em_here * tight[2]
        longest = math.inf if is_forced else width_here * loose[0] + space_here * loose[1] + em_here * loose[2]
        best: dict[int, tuple[float, float, int, _Node]] = {}
        dead = False
        for node in active:
            if longest < node.least:
                continue
            if shortest > node.most:
                dead = True  # too long from here on: leaves the active list
                continue
            start = node.row
            target = node.target
            natural = width_here - start_width[start]
            missing = target - natural
            if is_forced and missing >= 0:
                looseness = 0.0
                demerits = 0.0
                if row == last and node.row:
                    alone = atom[start] == last_atom - 1 and word_here and len(word_here.text) < RUNT_LETTERS
                    demerits = RUNT if alone or natural < RUNT_WIDTH * target else 0.0
            elif not justify:
                looseness = missing / target * 4  # of a ragged line
                demerits = 8 * looseness * looseness
            else:
                # change of a word space, in halves of it (thirds when shrinking), after tracking and scaling
                space = space_here - start_space[start]
                reserve = track * (em_here - start_em[start]) + scale * (natural - space)
                comfort = COMFORT * space
                if missing > comfort:
                    taken = missing - comfort if missing - comfort < reserve else reserve
                    looseness = (missing - taken) / space * 2 if space > 0 else missing - taken
                    used = taken / reserve if reserve else 0.0
                elif missing < -comfort:
                    taken = -missing - comfort if -missing - comfort < reserve else reserve
                    looseness = (missing + taken) / space * 3 if space > 0 else 0.0
                    used = taken / reserve * TIGHT_COST if reserve else 0.0
                else:
                    looseness = missing / space * 2 if space > 0 else 0.0
                    used = 0.0
                if looseness > tolerance:
                    continue
                size = looseness if looseness > 0 else -looseness * TIGHT_COST
                demerits = 10 * used * used + 30 * size * size + 100 * size * size * size
                difference = looseness - node.looseness
                demerits += CONTRAST * difference * difference
            hyphens = 0
            if divided:
                hyphens = node.hyphens + 1
                if hyphens > hyphens_in_row and not desperate:
                    continue
                demerits += HYPHEN_PAIR if hyphens > 1 else 0.0
            demerits += cost
            if row == last:
                if node.hyphens > 0:
                    if not desperate:
                        continue
                    demerits += LAST_HYPHEN
            elif word_here is not None and word_here is ending[start]:
                demerits += STACK
            first = beginning[start]
            if first is not None and node.previous is not None and first is beginning[node.previous.row]:
                demerits += STACK
            total = node.total + demerits + LINE
            line = node.line + 1 if node.line < apart else apart
            known = best.get(line)
            if known is None or total < known[0]:
                best[line] = (total, looseness, hyphens, node)
        if dead:
            kept = [node for node in active if shortest <= node.most]
            if desperate and not best and not kept:
                node = min(active, key=lambda node: node.total)  # nothing fits: keep the shortest overfull line
                best[apart] = (node.total + OVERFULL, 0.0, int(divided), node)
            active = kept
        if is_forced:
            active = []
        for total, looseness, hyphens, node in best.values():
            active.append(reached(row, node.line + 1, total, looseness, hyphens, node))
        if not active:
            return []
    return [Choice(node.total, _path(node), tolerance) for node in active]
