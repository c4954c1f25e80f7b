"""Pictures → image objects. JPEG data and PNG rows go into the file without being decoded, where they may."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from exporter.backends.pdf.color.icc import PrintProfile
from exporter.backends.pdf.color.separation import Separator, measure_coverage
from exporter.backends.pdf.rework import encode_inks, find_scale, open_reworked, rework
from exporter.env import Env
from exporter.page import Image, Page
from exporter.pictures import Picture
from exporter.report import Report

if TYPE_CHECKING:
    from exporter.backends.pdf.canvas import PdfCanvas

# The matrix that brings a picture of each EXIF orientation upright, in the unit square with y up.
UPRIGHT = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
PNG_COLORS = {0: 1, 2: 3}  # channels by colour type, of those whose rows PDF's predictor understands as they are


class Printing(Struct, frozen=True):
    """What becomes of pictures: how fine they are kept, in which inks they print and how much of them the paper takes.

    `inks` 0 = for screens, 1 = black alone, 4 = by `profile`; `ppi` is kept at least and less than twice it,
    0 = as fine as they come; `limit` in per cent.
    """

    ppi: float = 0.0
    inks: int = 0
    profile: PrintProfile | None = None
    limit: float = 400.0
    look: str = ""  # the style that sets the limit


class Embedded(Struct, frozen=True):
    """A picture in the file: its name on pages, the number of its object, and how it lies in it, as EXIF says."""

    name: str
    number: int
    turn: int

    def matrix(self, x: float, y: float, width: float, height: float) -> tuple[float, ...]:
        """Return what maps the picture upright onto the area, from its lower left corner (ISO 32000-1, 8.3.4)."""
        a, b, c, d, e, f = UPRIGHT[self.turn]
        return a * width, b * height, c * width, d * height, x + e * width, y + f * height


class PictureStore:
    """The pictures of one document, each embedded once for colour and once for grey."""

    def __init__(
        self,
        env: Env,
        canvas: PdfCanvas,
        pages: tuple[Page, ...],
        report: Report,
        printing: Printing | None = None,
        credits: Mapping[str, bytes] | None = None,
    ) -> None:
        self._env, self._canvas, self._report, self._printing = env, canvas, report, printing or Printing()
        self._credits = credits or {}
        self._embedded: dict[tuple[str, bool], Embedded] = {}
        self._profiles: dict[bytes, int] = {}
        self._pixels = _wanted_pixels(pages, self._printing.ppi)
        by_profile = self._printing.inks == 4 and self._printing.profile
        self._separator = Separator(by_profile) if by_profile else None

    def embed(self, source: str, grey: bool) -> Embedded:
        """Return the picture in the file, put there when it is first asked for; raises as `Env.picture`."""
        key = (source, grey or bool(self._printing.inks and not self._separator))
        if key not in self._embedded:
            number, turn = self._prepare(source, key[1])
            self._embedded[key] = Embedded(f"Im{len(self._embedded) + 1}", number, turn)
        return self._embedded[key]

    def _prepare(self, source: str, grey: bool) -> tuple[int, int]:
        """Return the number of the new object and its turn."""
        picture = self._env.picture(source)
        scale = find_scale(picture, self._pixels[source])
        if self._separator and not grey and not picture.grey:
            return self._embed_inks(source, picture, scale, self._separator), picture.turn
        if scale > 1 or (grey and not picture.grey):
            picture = rework(picture, scale, grey)
        return self._embed(source, picture), picture.turn

    def _embed_inks(self, source: str, picture: Picture, scale: int, separator: Separator) -> int:
        inks = separator.separate(open_reworked(picture, scale, grey=False), picture.icc)
        coverage, limit = measure_coverage(inks), self._printing.limit
        if coverage > limit:
            self._report.add(
                "ink-coverage", "warning",
                f"photo {source} takes {coverage:.0f} % of ink, {coverage - limit:.0f} more than {self._printing.look}"
                f" allows ({limit:.0f} %)",
                hint="use the printer's profile for this paper (--icc), or have the shadows of the photo lightened",
            )  # fmt: skip
        filters, data = encode_inks(inks, picture)
        return self._add(source, inks.width, inks.height, 8, b"/DeviceCMYK", filters, data)

    def _embed(self, source: str, picture: Picture) -> int:
        space = self._space(picture)
        if picture.format == "jpeg":
            return self._add(source, *picture.stored_size, 8, space, b"/Filter/DCTDecode", picture.stored)
        chunks = list(_chunks(picture.stored))
        width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
        if kind not in PNG_COLORS or interlaced or any(name == b"tRNS" for name, _ in chunks):
            return self._embed(source, rework(picture, 1, grey=False))
        rows = b"".join(content for name, content in chunks if name == b"IDAT")
        filters = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>" % (
            PNG_COLORS[kind], depth, width,
        )  # fmt: skip
        return self._add(source, width, height, depth, space, filters, rows)

    def _add(self, source: str, width: int, height: int, depth: int, space: bytes, filters: bytes, data: bytes) -> int:
        said = b""
        if source in self._credits:
            number = self._canvas.add_stream(b"/Type/Metadata/Subtype/XML", self._credits[source], compress=False)
            said = b"/Metadata %d 0 R" % number
        dictionary = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace%s%s%s"
        return self._canvas.add_stream(dictionary % (width, height, depth, space, filters, said), data, compress=False)

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


def _wanted_pixels(pages: tuple[Page, ...], ppi: float) -> dict[str, float]:
    """Return the width in pixels that each picture needs where it stands largest; 0 = all it has."""
    pixels: dict[str, float] = {}
    for page in pages:
        for image in [item for item in page.items if type(item) is Image]:
            whole = image.width / (image.crop[2] - image.crop[0])
            pixels[image.source] = max(pixels.get(image.source, 0.0), whole / 72 * ppi)
    return pixels
