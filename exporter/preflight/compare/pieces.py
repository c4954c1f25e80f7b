"""A line that is composed, such as a caption with its credit or a running head, cut into what it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SEPARATORS = frozenset("·/|,:：;.'’-–—()©•")
_CUT = "…"
_HEAD = 2  # letters by which pieces are looked up


class Pieces:
    """What lines may be made of, squeezed; between any two there may be separators."""

    def __init__(self, pieces: Iterable[str], others: Pieces | None = None) -> None:
        """Take the pieces, and those of `others` besides."""
        self._by_head: dict[str, list[str]] = dict(others._by_head) if others else {}
        for piece in pieces:
            head = piece[:_HEAD]
            same = self._by_head.get(head)
            self._by_head[head] = sorted((*same, piece), key=len, reverse=True) if same else [piece]

    def cut(self, text: str, counted: bool = False) -> list[str] | None:
        """Return the pieces that the line is made of, the longest ones that fit, or None where a part is none of them.

        `counted`: numbers of pages may stand in it, and of its last piece the beginning alone.
        """
        ways: list[tuple[int, Iterator[str]]] = [(0, self._at(text, 0, counted))]
        taken: list[str] = []
        failed: set[int] = set()
        while ways:
            place, candidates = ways[-1]
            if place == len(text):
                return [piece for piece in taken if piece not in SEPARATORS]
            piece = next(candidates, "")
            if not piece:
                failed.add(place)
                ways.pop()
                if taken:
                    taken.pop()
            elif place + len(piece) not in failed:
                taken.append(piece)
                ways.append((place + len(piece), self._at(text, place + len(piece), counted)))
        return None

    def _at(self, text: str, place: int, counted: bool) -> Iterator[str]:
        rest = text[place : max(place, text.find(_CUT, place))] if counted else ""
        for piece in self._by_head.get(text[place : place + _HEAD], ()):
            if text.startswith(piece, place):
                yield piece
            elif rest and piece.startswith(rest):
                yield rest + _CUT
        sign = text[place : place + 1]
        if sign in self._by_head and place + 1 < len(text):  # at the end of the text it is a head
            yield sign
        if counted and sign.isdecimal():
            end = place
            while text[end : end + 1].isdecimal():
                end += 1
            yield text[place:end]
        if sign in SEPARATORS:
            yield sign
