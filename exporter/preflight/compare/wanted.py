"""What a file of the story has to say: its passages in order, its pictures, and what it may say besides.

*Passages* stand in the order of the story, each as a paragraph of its own. *Loose* ones stand once each, somewhere, as
a paragraph or as part of one: a caption with its credit, who said a quotation. *Known* is what else the story states
(publication, date, rights ...) and a file may show, as often as its look wants.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from msgspec import Struct

from exporter.model import Edition
from exporter.preflight.compare.known import known_of, repeated_of, stand_ins_of
from exporter.preflight.compare.passages import Passage, Told, tell
from exporter.preflight.compare.pieces import Pieces
from exporter.preflight.compare.shown import address
from exporter.style.model import Role, Style

# What a passage is → the role whose case says whether its look has it in capitals.
_ROLES: dict[str, Role] = {
    "kicker": "kicker", "headline": "headline", "subhead": "subhead", "deck": "deck", "byline": "byline",
    "dateline": "dateline", "crosshead": "crosshead", "attribution": "attribution", "catchline": "catchline",
    "caption": "caption", "credit": "credit",
}  # fmt: skip


class Wanted(Struct, frozen=True):
    """What the edition says: `passages` are body, notes, loose ones, in this order; and what it may say besides.

    A line of text may be composed of the `pieces`, one of furniture (covers, contents, running heads) of more.
    """

    passages: tuple[Passage, ...]
    body: range
    notes: range
    loose: dict[str, list[int]]  # by what it says without white space: the places of loose passages
    alts: tuple[Passage, ...]
    known: frozenset[str]
    pieces: Pieces
    furniture: Pieces
    stand_ins: frozenset[str]  # what may stand for a picture without an alternative text
    addresses: frozenset[str]


def want(edition: Edition, style: Style) -> Wanted:
    """Return what a file of the edition has to say; the style says its furniture's words and what is in capitals."""
    capitals = frozenset(what for what, role in _ROLES.items() if style.text[role].case != "as-is")
    told = [tell(entry.article, capitals) for section in edition.sections for entry in section.entries]

    def all_of(part: Callable[[Told], tuple[Passage, ...]]) -> tuple[Passage, ...]:
        return tuple(chain.from_iterable(map(part, told)))

    body, notes = all_of(lambda one: one.body), all_of(lambda one: one.notes)
    passages = (*body, *notes, *all_of(lambda one: one.loose))
    parts = range(len(body)), range(len(body), len(body) + len(notes))
    loose: dict[str, list[int]] = {}
    for index in range(parts[1].stop, len(passages)):
        for key in passages[index].keys:
            loose.setdefault(key, []).append(index)
    known = known_of(edition, style)
    pieces = Pieces(filter(None, known | loose.keys()))
    return Wanted(
        passages,
        *parts,
        loose,
        all_of(lambda one: one.alts),
        known,
        pieces,
        Pieces(repeated_of(edition) - known - loose.keys(), pieces),
        stand_ins_of(edition, style),
        frozenset(filter(None, (address(article.url) for article in edition.articles))),
    )
