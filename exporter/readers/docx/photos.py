"""Pictures and their captions → photos, with what was kept of each."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable

from msgspec.structs import replace

from exporter.model import Photo, Rich
from exporter.readers.docx.items import Drawn, Line, Noticed, Piece
from exporter.readers.docx.memory import CAPTION, Memory
from exporter.readers.docx.package import WordFile
from exporter.readers.docx.rich import runs_of
from exporter.readers.runs import cut, trim
from exporter.regex import regex

_NOT_PICTURES = (".emf", ".wmf", ".svg", ".pict", ".wdp")
_FILE_NAME = regex(r"[^\s/]+\.(jpe?g|png|gif|tiff?|webp|bmp|svg|emf|wmf|heic)", re.IGNORECASE)


class Photos:
    """The photos of one file: each found once, its picture under the name that it had, or a new one where it is new."""

    def __init__(self, file: WordFile, memory: Memory, noticed: Noticed) -> None:
        self._file, self._memory, self._noticed = file, memory, noticed
        self._pictures: dict[str, bytes] = {}
        self.files: dict[str, bytes] = {}  # by the names that photos give them
        self._found: dict[str, Photo] = {}
        self._taken = set(memory.photos)

    def take(self) -> dict[str, Photo]:
        """Return the photos found since the last time, by id, in the order of the document."""
        found, self._found = self._found, {}
        return found

    def read(self, lines: Iterable[Line], language: str) -> tuple[list[str], Rich]:
        """Return the ids of the photos in the lines, and the caption of all of them together."""
        ids: list[str] = []
        said: dict[str, list[Line]] = {}
        group: Rich = ()
        for line in lines:
            own = [name for name in line.ids if name in self._memory.photos and name not in self._found]
            for drawn in line.pictures:
                ids.append(self._open(own.pop(0) if own else "", drawn))
            ids += [self._open(name, None) for name in own]
            if any(name.startswith(CAPTION) for name in line.ids):
                group = runs_of(line.pieces, self._group_caption(line), language)
            elif ids and line.text.strip():
                said.setdefault(ids[-1], []).append(line)
        for name in ids:
            self._found[name] = _say(self._found[name], said.get(name, []), self._memory, language)
        return ids, group

    def _group_caption(self, line: Line) -> Rich:
        figures = (self._memory.blocks.get(name.removeprefix(CAPTION)) for name in line.ids)
        return next((figure.caption for figure in figures if figure is not None and hasattr(figure, "caption")), ())

    def _open(self, name: str, drawn: Drawn | None) -> str:
        """Take up one photo and return its id; a photo that was not in the file that we wrote gets a new one."""
        stored = self._memory.photos.get(name)
        if not name:
            number = len(self._taken) + 1
            name = f"p{number}"
            while name in self._taken:
                number += 1
                name = f"p{number}"
            self._taken.add(name)
        photo = stored or Photo(id=name)
        src = self._source(drawn, photo) if drawn else ""
        if src != photo.src:
            photo = replace(photo, src=src, focal=None)
        if drawn:
            photo = replace(
                photo, decorative=drawn.decorative or (photo.decorative and not drawn.alt), alt=self._alt(drawn, photo)
            )
        self._found[name] = photo
        return name

    def _alt(self, drawn: Drawn, photo: Photo) -> str:
        """Return the alternative text; what we wrote in its place ourselves is none, and no more is a file name."""
        if drawn.alt == self._memory.shown.get(f"alt:{photo.id}", "") or drawn.decorative:
            return photo.alt
        return "" if _FILE_NAME.fullmatch(drawn.alt) else drawn.alt

    def _source(self, drawn: Drawn, photo: Photo) -> str:
        if not drawn.part or drawn.part.lower().endswith(_NOT_PICTURES):
            self._noticed.counts["picture"] += 1
            return ""
        if drawn.part not in self._pictures:
            self._pictures[drawn.part] = self._file.bytes_of(drawn.part)
        data = self._pictures[drawn.part]
        same = photo.src and self._memory.pictures.get(photo.src) == hashlib.sha256(data).hexdigest()
        src = photo.src if same else posixpath.basename(drawn.part)
        while not same and self.files.get(src, data) != data:
            src = f"new-{src}"
        self.files[src] = data
        return src


def _say(photo: Photo, lines: list[Line], memory: Memory, language: str) -> Photo:
    """Return the photo with catchline, headline, caption and credit as the lines below it say them."""
    parts: dict[str, list[Piece]] = {"catchline": [], "credit": [], "": []}
    for line in lines:
        for piece in line.pieces:
            role = "credit" if line.look.role == "credit" else piece.role
            if role != "number":
                parts[role if role in parts else ""].append(piece)
    catchline, credit = ("".join(piece.run.text for piece in parts[name]).strip() for name in ("catchline", "credit"))
    words = _without_headline(parts[""], photo.headline)
    shown = trim(runs_of(words, (), language))
    caption = photo.caption if shown == trim(runs_of(_pieces(photo.caption), (), language)) else shown
    if photo.caption and caption != photo.caption:
        caption = runs_of(_pieces(shown), trim(photo.caption), language)
    return replace(
        photo,
        catchline=photo.catchline if catchline == photo.catchline.strip() else catchline,
        headline=photo.headline if words is not parts[""] else "",
        caption=caption,
        credit=photo.credit if credit == memory.shown.get(f"credit:{photo.id}", "").strip() else credit,
    )


def _pieces(runs: Rich) -> list[Piece]:
    return [Piece(run) for run in runs]


def _without_headline(pieces: list[Piece], headline: str) -> list[Piece]:
    """Return the pieces behind the photo's own headline, which opens them in bold; the same list where it is not."""
    opening = "".join(piece.run.text for piece in pieces)
    start = len(opening) - len(opening.lstrip())
    if not headline or not opening[start:].startswith(headline):
        return pieces
    runs = cut(tuple(piece.run for piece in pieces), start + len(headline))
    return [Piece(run) for run in runs]
