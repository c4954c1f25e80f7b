"""The sheet a clipping is marked up on: every paragraph of the source, the role it got, and why."""

from __future__ import annotations

from exporter.model import Dateline, Photo
from exporter.readers.clipping.folio import Folio
from exporter.readers.clipping.lines import Chunk, split_chunks
from exporter.readers.reading import Source, Trace
from exporter.report import Report

SINGLE = ("masthead", "kicker", "headline", "byline", "deck")  # each once in a story
ROLES = (
    *SINGLE, "body", "crosshead 1", "crosshead 2", "quote", "pull quote", "attribution", "list", "rule", "rights",
    "contribution", "dropped",
)  # fmt: skip
HINT = "mark it: `# ` headline, `## ` crosshead, `> ` quotation, `- ` list item"


class Sheet:
    """Chunks with their roles. A chunk without a role is *open*; what is still open at the end is body text."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source, self.report = source, report
        self.chunks: tuple[Chunk, ...] = split_chunks(source.lines)
        self.roles: list[str] = [""] * len(self.chunks)
        self.whys: list[str] = [""] * len(self.chunks)
        self.photos: list[Photo] = []
        self.folios: dict[int, Folio] = {}  # what the lines of date and page say
        self.surely_dropped: frozenset[int] = frozenset()  # the footer of the newspaper reader; what the user said
        self.dateline = Dateline()
        self.opening = -1  # index of the paragraph that the dateline opens
        self.cut = -1  # index of the line by which the page says that the story goes on for subscribers
        self._fixed: frozenset[int] = frozenset()  # what the user gave; no rule changes it
        self._fix()
        for index, chunk in enumerate(self.chunks):
            if chunk.mark:
                sign = chunk.lines[0].text.split(" ", 1)[0]
                self.give(index, chunk.mark, f"marked with {sign if len(sign) < 4 else sign[0]!r}")

    def open(self) -> list[int]:
        """Return the indexes of the chunks without a role, in order."""
        return [index for index, role in enumerate(self.roles) if not role]

    def text(self, index: int) -> str:
        """Return the chunk's text without its mark."""
        return self.chunks[index].text

    def touches(self, index: int) -> bool:
        """Return True for a line right below the one above it, no blank line between."""
        return index > 0 and self.chunks[index].number == self.chunks[index - 1].lines[-1].number + 1

    def give(self, index: int, role: str, why: str) -> None:
        """Give the chunk a role, unless the user gave it one; a doubt told before stays in the trace."""
        if index in self._fixed or (role in SINGLE and any(self.roles[fixed] == role for fixed in self._fixed)):
            return
        self.roles[index] = role
        self.whys[index] = "; ".join(filter(None, (why, self.whys[index])))

    def _fix(self) -> None:
        roles, fixed = dict(self.source.given.roles), set()
        for index, chunk in enumerate(self.chunks):
            for line in chunk.lines:
                if role := roles.pop(line.number, ""):
                    self.give(index, role, f"given for line {line.number}")
                    fixed.add(index)
        for number, role in roles.items():
            message = f"line {number} holds no text; the role {role} that was given to it is not used"
            self.report.add(
                "role-unsure", "warning", message, self.source.place(number), "exporter inspect counts them"
            )
        self._fixed = frozenset(fixed)

    def folio(self) -> Folio:
        """Return what the lines of date and page say together, the first where two say the same thing."""
        found = self.folios.values()
        return Folio(
            *(
                next(filter(None, told), "")
                for told in zip(*((f.date, f.page, f.section, f.title) for f in found), strict=True)
            )
        )

    def note(self, index: int, why: str) -> None:
        """Say more about why a chunk has its role, or is still open."""
        self.whys[index] = "; ".join(filter(None, (self.whys[index], why)))

    def doubt(self, index: int, message: str, hint: str = HINT, quiet: bool = False) -> None:
        """Tell the user that the role is a guess; `quiet` where the guess is nearly always right."""
        where = self.source.place(self.chunks[index].number)
        self.report.add("role-unsure", "info" if quiet else "warning", message, where, hint)
        self.note(index, message)

    def trace(self) -> tuple[Trace, ...]:
        """Return the role of every source line, blank ones too."""
        found = {
            line.number: (self.roles[index], self.whys[index])
            for index, chunk in enumerate(self.chunks)
            for line in chunk.lines
        }
        return tuple(
            Trace(number, text, *found.get(number, ("blank", "")))
            for number, text in enumerate(self.source.lines, start=1)
        )
