"""Which of one sequence of texts is which of another, when most are the same and in the same order.

First the texts that stand once on either side are paired (patience: the longest run of them in the same order stays
where it is), then what lies between two pairs is compared closely. So the cost is about that of the length, and a text
that is missing, moved or new shifts none of the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

_CLOSELY = 4_000_000  # pairs of texts between two anchors, up to which they are compared closely


def align(here: Sequence[str], there: Sequence[str]) -> dict[int, int]:
    """Return pairs of places with the same text, the order kept."""
    pairs: dict[int, int] = {}
    start, other = 0, 0
    for anchor, anchored in (*_anchors(here, there), (len(here), len(there))):
        while start < anchor and other < anchored and here[start] == there[other]:
            pairs[start] = other
            start, other = start + 1, other + 1
        end, other_end = anchor, anchored
        while end > start and other_end > other and here[end - 1] == there[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            pairs[end] = other_end
        if 0 < (end - start) * (other_end - other) <= _CLOSELY:
            from difflib import SequenceMatcher

            matcher = SequenceMatcher(None, here[start:end], there[other:other_end], autojunk=False)
            for block in matcher.get_matching_blocks():
                pairs |= {start + block.a + step: other + block.b + step for step in range(block.size)}
        if anchor < len(here):
            pairs[anchor] = anchored
        start, other = anchor + 1, anchored + 1
    return pairs


def _anchors(here: Sequence[str], there: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest run of pairs in order of texts that stand once on either side."""
    counts, others = Counter(here), Counter(there)
    places = {text: place for place, text in enumerate(there)}
    once = [(place, places[text]) for place, text in enumerate(here) if counts[text] == 1 and others[text] == 1]
    return in_order(once)


def in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return as many of the pairs, ordered by their first, as can stay where their second rises (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [index]
    kept: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.append(pairs[index])
        index = before[index]
    return kept[::-1]
