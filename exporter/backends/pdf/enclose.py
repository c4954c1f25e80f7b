"""What the pages were made of, inside the file: the edition as JSON, the story's own file, the pictures.

Each is an associated file with the relationship Source (ISO 19005-3, 6.8). The key in the name tree tells what it is:
``edition``, ``original-1``, ``picture-1``; for a picture, the description is the name that the edition calls it by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from exporter.backends.pdf.canvas import text_string
from exporter.env import Env
from exporter.model import Edition
from exporter.model.json import encode_edition

if TYPE_CHECKING:
    from exporter.backends.pdf.canvas import PdfCanvas

KINDS = {
    "json": "application/json", "md": "text/markdown", "txt": "text/plain", "yaml": "application/yaml",
    "yml": "application/yaml",
}  # fmt: skip
UNKNOWN = "application/octet-stream"


class Enclosed(Struct, frozen=True):
    """A file to enclose: its key in the name tree, name, media type, what it is, its content."""

    key: str
    name: str
    kind: str
    about: str
    data: bytes


def enclose_source(
    canvas: PdfCanvas, edition: Edition, originals: Iterable[tuple[str, bytes]], env: Env, clock: datetime
) -> None:
    """Put the source of the pages into the file; pictures without what their files said about camera and place."""
    names: set[str] = set()
    numbers = {
        file.key: _enclose(canvas, file, _own_name(file.name, names), clock)
        for file in _collect(edition, originals, env)
    }
    rows = b"".join(b"%s %d 0 R" % (text_string(key), numbers[key]) for key in sorted(numbers))
    canvas.set_entries(
        (
            ("AF", b"[%s]" % b" ".join(b"%d 0 R" % number for number in numbers.values())),
            ("Names", b"<</EmbeddedFiles<</Names[%s]>>>>" % rows),
        )
    )


def _collect(edition: Edition, originals: Iterable[tuple[str, bytes]], env: Env) -> Iterator[Enclosed]:
    yield Enclosed("edition", "edition.json", KINDS["json"], "The edition", encode_edition(edition))
    for count, (name, data) in enumerate(originals, start=1):
        kind = KINDS.get(PurePosixPath(name).suffix.removeprefix(".").lower(), UNKNOWN)
        yield Enclosed(f"original-{count}", name, kind, "The story as it came", data)
    photos = (photo.src for article in edition.articles for photo in article.photos if photo.src)
    for count, source in enumerate(dict.fromkeys(photos), start=1):
        picture = env.picture(source)
        name = f"{PurePosixPath(source).stem}.{picture.suffix}"  # what came as TIFF is none any more
        yield Enclosed(f"picture-{count}", name, picture.media_type, source, picture.data)


def _enclose(canvas: PdfCanvas, file: Enclosed, name: str, clock: datetime) -> int:
    stamp = clock.strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    digest = hashlib.md5(file.data, usedforsecurity=False).hexdigest().encode()  # ISO 32000-1, table 46 wants MD5
    params = b"<</ModDate(%s)/Size %d/CheckSum<%s>>>" % (stamp, len(file.data), digest)
    kind = file.kind.replace("/", "#2F").encode()
    entries = b"/Type/EmbeddedFile/Subtype/%s/Params%s" % (kind, params)
    content = canvas.add_stream(entries, file.data, compress=not file.kind.startswith("image/"))
    return canvas.add(
        b"<</Type/Filespec/AFRelationship/Source/F%s/UF%s/Desc%s/EF<</F %d 0 R/UF %d 0 R>>>>"
        % (text_string(name), text_string(name), text_string(file.about), content, content)
    )


def _own_name(name: str, taken: set[str]) -> str:
    """Return the name, or with a number before it where another file is called so."""
    count, own = 1, name
    while own.casefold() in taken:
        count += 1
        own = f"{count}-{name}"
    taken.add(own.casefold())
    return own
