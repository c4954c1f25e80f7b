"""Pictures → image objects. JPEG data and PNG rows go into the file as they are, without being decoded."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from exporter.env import Env
from exporter.pictures import Picture

if TYPE_CHECKING:
    from PIL import Image

    from exporter.backends.pdf.canvas import PdfCanvas

GREY_QUALITY = 90  # of JPEGs made grey: below it the screen of newsprint shows blocks in skies
PNG_COLORS = {0: 1, 2: 3}  # channels by colour type, of those whose rows PDF's predictor understands as they are


class PictureStore:
    """The pictures of one document, each embedded once for colour and once for grey."""

    def __init__(self, env: Env, canvas: PdfCanvas) -> None:
        self._env, self._canvas = env, canvas
        self._embedded: dict[tuple[str, bool], tuple[str, int]] = {}
        self._profiles: dict[bytes, int] = {}

    def embed(self, source: str, grey: bool) -> tuple[str, int]:
        """Return the picture's name on pages and the number of its object; raises as `Env.picture`."""
        key = (source, grey)
        if key not in self._embedded:
            picture = self._env.picture(source)
            if grey and not picture.grey:
                picture = _make_grey(picture)
            self._embedded[key] = (f"Im{len(self._embedded) + 1}", self._embed(picture))
        return self._embedded[key]

    def _embed(self, picture: Picture) -> int:
        if picture.format == "jpeg":
            return self._add(picture.width, picture.height, 8, self._space(picture), b"/Filter/DCTDecode", picture.data)
        chunks = list(_chunks(picture.data))
        width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
        if kind not in PNG_COLORS or interlaced or any(name == b"tRNS" for name, _ in chunks):
            return self._embed(_flatten(picture))
        rows = b"".join(content for name, content in chunks if name == b"IDAT")
        filters = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>" % (
            PNG_COLORS[kind], depth, width,
        )  # fmt: skip
        return self._add(width, height, depth, self._space(picture), filters, rows)

    def _add(self, width: int, height: int, depth: int, space: bytes, filters: bytes, data: bytes) -> int:
        dictionary = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace%s%s"
        return self._canvas.add_stream(dictionary % (width, height, depth, space, filters), data, compress=False)

    def _space(self, picture: Picture) -> bytes:
        """Return the colour space: the picture's own profile, or the device space that the output intent defines."""
        channels = 1 if picture.grey else 3
        if not _fits(picture.icc, channels):
            return b"/DeviceGray" if picture.grey else b"/DeviceRGB"
        if picture.icc not in self._profiles:
            alternate = b"/DeviceGray" if picture.grey else b"/DeviceRGB"
            self._profiles[picture.icc] = self._canvas.add_stream(
                b"/N %d/Alternate%s" % (channels, alternate), picture.icc
            )
        return b"[/ICCBased %d 0 R]" % self._profiles[picture.icc]


def _fits(icc: bytes, channels: int) -> bool:
    """Return True for a profile that PDF/A-2 takes: version 2 or 4, for as many channels (ISO 19005-2, 6.2.4.2)."""
    spaces = {1: b"GRAY", 3: b"RGB "}
    kinds = (b"scnr", b"mntr", b"prtr", b"spac")
    return len(icc) > 128 and icc[8] in (2, 4) and icc[12:16] in kinds and icc[16:20] == spaces[channels]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each chunk of a PNG file."""
    position = 8
    while position + 8 <= len(png):
        (length,) = struct.unpack_from(">I", png, position)
        yield png[position + 4 : position + 8], png[position + 8 : position + 8 + length]
        position += length + 12


def _make_grey(picture: Picture) -> Picture:
    from PIL import Image

    with Image.open(BytesIO(picture.data)) as opened:
        opened.draft("L", opened.size)  # of a JPEG only the light is decoded, in half the time
        grey = _on_white(opened).convert("L")
    file = BytesIO()
    grey.save(file, "JPEG", quality=GREY_QUALITY)
    return Picture(file.getvalue(), "jpeg", picture.width, picture.height, grey=True, alpha=False)


def _flatten(picture: Picture) -> Picture:
    """Return the picture on white: paper shows through where the picture does not cover it."""
    from PIL import Image

    with Image.open(BytesIO(picture.data)) as opened:
        flat = _on_white(opened).convert("L" if picture.grey else "RGB")
    file = BytesIO()
    flat.save(file, "PNG")
    return Picture(file.getvalue(), "png", picture.width, picture.height, picture.grey, alpha=False, icc=picture.icc)


def _on_white(opened: Image.Image) -> Image.Image:
    from PIL import Image

    if not opened.has_transparency_data:
        return opened
    colored = opened.convert("RGBA")
    paper = Image.new("RGBA", colored.size, "white")
    paper.alpha_composite(colored)
    return paper
