"""Faces → embedded fonts: glyphs are addressed by glyph id, and each carries the characters that it stands for.

Every face becomes one composite font (Type0). A character code is the glyph id the first time a glyph is met; where the
same glyph stands for other characters (a capital set for a small letter, a hyphen that carries the rest of a divided
word, see `division`), it gets a code of its own above the glyph ids, which leads back to the glyph through CIDToGIDMap
(CFF: to a copy of it, see `cff`). So `ToUnicode` is right for every code, and what is copied is what was written.
(An embedded CMap instead of Identity-H would do the same, but mupdf keeps one text a glyph then, and pypdf none.)
"""

from __future__ import annotations

import hashlib
import struct
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from exporter.backends.pdf.cff import is_cid_keyed, make_cid_keyed
from exporter.page import GlyphRun
from exporter.report import InputError, Place
from exporter.style.fonts import Face, FontBook

if TYPE_CHECKING:
    from exporter.backends.pdf.canvas import PdfCanvas

LAST_CODE = 0xFFFF  # of two bytes
FACES_KEPT = 64
LONGEST_NAME = 63  # bytes of a PostScript name (OpenType 1.9, name ID 6); PDF takes 127 with what is put before
RUNS_KEPT = 15_000  # words as operators, 6 MB at most
SYMBOLIC = 4  # font flag: the glyphs are not addressed through a standard encoding
STEM = 80  # stroke width of the stems; used only where a reader has to replace the font
ZERO_WIDTH_SPACE = "\u200b"  # for a glyph that has no character of its own, because PDF/A-2a asks for one
ESCAPES = {ord("("): b"\\(", ord(")"): b"\\)", ord("\\"): b"\\\\", ord("\r"): b"\\r"}

# Inside of a TJ array; by how much it moves the pen, in 1/1000 em without tracking; number of glyphs.
Fragment = tuple[bytes, float, int]


class EmbeddedFont:
    """One face in one document: gives out character codes and writes the font when all pages are painted."""

    def __init__(self, face: Face, name: str, canvas: PdfCanvas) -> None:
        self.face, self.name = face, name
        self._canvas = canvas
        self._number = canvas.reserve()
        self._codes: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}  # by code
        self._glyphs: dict[int, int] = {}  # by code
        self._signs = _signs(face)
        self._plain = 0  # the signs whose code is the glyph's own number, as bits
        self._count = self._next = int(face.hb_face.glyph_count)
        self._last = self._count if _is_cid_keyed(face) else LAST_CODE  # further codes end here
        self.fragments: dict[object, Fragment] = {}
        self.missing: dict[str, None] = {}  # characters that the face has no glyph for
        canvas.add_font(name, self, self._number)

    def fragment(self, run: GlyphRun, size: float) -> Fragment:
        """Return the run as the inside of a TJ array; made once for each run (and size, where glyphs are raised)."""
        key: object = (run, size) if run.offsets else run  # GlyphRuns compare by identity
        made = self.fragments.get(key)
        if made is None:
            signs, plain = _set_plain(run, self.face)
            if plain and self._learn(signs & ~self._plain):
                made = plain
            else:
                made = _set_run(run, [self._code(*sign) for sign in _signs_of(run)], size, self.face)
            self.fragments[key] = made
        return made

    def _learn(self, new: int) -> bool:
        """Let the signs have their glyphs' numbers as codes; return False where one is taken."""
        while new:
            bit = new & -new
            sign = self._signs.listed[bit.bit_length() - 1]
            glyph, text = sign
            if glyph in self._texts:
                return False
            self._codes[sign] = self._glyphs[glyph] = glyph
            self._texts[glyph] = text or ZERO_WIDTH_SPACE
            self._plain |= bit
            new ^= bit
        return True

    def carrying(self, run: GlyphRun, texts: tuple[str, ...], size: float) -> object:
        """Return the key in `fragments` of the run with other characters than its own.

        They do not take the code that is the glyph's number, or all words with the glyph would have to be set anew.
        """
        key = (run, texts, size)
        if key not in self.fragments:
            said = zip(run.glyphs, texts, share_clusters(run.texts), strict=True)
            codes = [self._code(glyph, text, own=text == shown) for glyph, text, shown in said]
            self.fragments[key] = _set_run(run, codes, size, self.face)
        return key

    def _code(self, glyph: int, text: str, *, own: bool = True) -> int:
        code = self._codes.get((glyph, text))
        if code is None:
            code = self._codes[glyph, text] = self._give_code(glyph, text, own)
        return code

    def _give_code(self, glyph: int, text: str, own: bool) -> int:
        stored = glyph
        if glyph == 0:
            self.missing[text] = None
            # .notdef is forbidden (PDF/UA-1, 7.21.8)
            stored = self.face.glyph("\ufffd") or self.face.glyph("?") or 1
        code = stored
        if (code in self._texts or not own) and self._next < self._last:
            code, self._next = self._next, self._next + 1
        self._texts.setdefault(code, text or ZERO_WIDTH_SPACE)
        self._glyphs[code] = stored
        if code == glyph:
            self._plain |= self._signs.bit((glyph, text))
        return code

    def addObjects(self, document: Any) -> None:  # noqa: N802  reportlab's name
        """Add the font to the document: program, descriptor, descendant, ToUnicode, the composite font itself."""
        canvas = self._canvas
        glyphs = sorted(set(self._glyphs.values()))
        program = self.face.subset_outlines(glyphs)
        base = b"%s+%s" % (_subset_tag(self.face, glyphs), _postscript_name(self.face))
        outlines = _table(program, b"CFF ") if program.startswith(b"OTTO") else b""
        if outlines:
            key, kind = b"FontFile3", b"CIDFontType0"
            if not is_cid_keyed(outlines):
                further = [glyph for code, glyph in sorted(self._glyphs.items()) if code >= self._count]
                outlines = make_cid_keyed(outlines, further, self._count)
            file = canvas.add_stream(b"/Subtype/CIDFontType0C", outlines)
        else:
            key, kind = b"FontFile2", b"CIDFontType2"
            file = canvas.add_stream(b"/Length1 %d" % len(program), program)
        descriptor = canvas.add(
            b"<</Type/FontDescriptor/FontName/%s%s/%s %d 0 R>>" % (base, _metrics(self.face), key, file)
        )
        widths = _width_array((code, _width(self.face, self._glyphs[code])) for code in sorted(self._glyphs))
        descendant = canvas.add(
            b"<</Type/Font/Subtype/%s/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor %d 0 R/W[%s]%s>>"
            % (kind, base, descriptor, widths, b"" if outlines else b"/CIDToGIDMap" + self._glyph_map())
        )
        to_unicode = canvas.add_stream(b"", _to_unicode(self._texts))
        full = base + (b"-Identity-H" if outlines else b"")
        canvas.fill(
            self._number,
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (full, descendant, to_unicode),
        )

    def _glyph_map(self) -> bytes:
        """Return what leads from codes to glyphs: codes are glyph ids, or a table has to say otherwise."""
        if all(code == glyph for code, glyph in self._glyphs.items()):
            return b"/Identity"
        table = array("H", bytes(2 * max(self._glyphs) + 2))
        for code, glyph in self._glyphs.items():
            table[code] = glyph
        if sys.byteorder == "little":
            table.byteswap()
        return b" %d 0 R" % self._canvas.add_stream(b"", table.tobytes())


class FontStore:
    """The fonts of one document, each set up when it is first used."""

    def __init__(self, book: FontBook, canvas: PdfCanvas) -> None:
        self._book, self._canvas = book, canvas
        self.fonts: dict[str, EmbeddedFont] = {}

    def font(self, key: str) -> EmbeddedFont:
        """Return the embedded font of the face `key`.

        Raises ResourceError when the style's folders lack it, InputError when its licence forbids to embed it.
        """
        font = self.fonts.get(key)
        if font is None:
            face = self._book.face(key)
            if not face.may_embed:
                message = f"the font {key} may not be embedded, and a PDF needs it inside"
                hint = "ask its maker for a licence that allows it (OS/2, fsType), or name another font"
                raise InputError(message, Place(face.path.name), hint)
            font = self.fonts[key] = EmbeddedFont(face, f"F{len(self.fonts) + 1}", self._canvas)
        return font


Sign = tuple[int, str]  # a glyph and the characters that it stands for


class _Signs:
    """The signs of a face that were met in any document, each with a bit of its own."""

    def __init__(self) -> None:
        self.listed: list[Sign] = []
        self._bits: dict[Sign, int] = {}

    def bit(self, sign: Sign) -> int:
        bit = self._bits.get(sign)
        if bit is None:
            bit = self._bits[sign] = 1 << len(self.listed)
            self.listed.append(sign)
        return bit


@lru_cache(maxsize=FACES_KEPT)
def _signs(face: Face) -> _Signs:
    return _Signs()


def _signs_of(run: GlyphRun) -> Iterable[Sign]:
    return zip(run.glyphs, share_clusters(run.texts), strict=True)


@lru_cache(maxsize=RUNS_KEPT)
def _set_plain(run: GlyphRun, face: Face) -> tuple[int, Fragment | None]:
    """Return the run's signs as bits, and the run set by glyph numbers as codes.

    None where that cannot be: for raised glyphs, missing ones, and those that stand for two things in the run. It is
    kept over documents: most words of a story were in other stories before.
    """
    known, bits = _signs(face), 0
    for sign in (signs := tuple(_signs_of(run))):
        bits |= known.bit(sign)
    glyphs = set(run.glyphs)
    if run.offsets or 0 in glyphs or len(glyphs) < len(set(signs)):
        return bits, None
    return bits, _set_run(run, run.glyphs, 0.0, face)


def _set_run(run: GlyphRun, codes: Iterable[int], size: float, face: Face) -> Fragment:
    body = bytearray()
    due = 0.0
    advances = [_advance(face, glyph) for glyph in run.glyphs]
    if not run.offsets and run.advances == tuple(advances):  # nothing is kerned
        return b"(%s)" % b"".join([_string(code) for code in codes]), run.width, len(run.glyphs)
    offsets = run.offsets or ((0.0, 0.0),) * len(run.glyphs)
    for natural, code, advance, (x, y) in zip(advances, codes, run.advances, offsets, strict=True):
        wanted = due - x
        shift = round(wanted)
        if y:
            body += b"%d]TJ %.2f Ts[(%s)]TJ 0 Ts[" % (shift, y * size / 1000, _string(code))
        elif shift or not body.endswith(b")"):
            body += b"%s(%s)" % (b"%d" % shift if shift else b"", _string(code))
        else:
            body[-1:] = _string(code) + b")"
        due = wanted - shift + x + natural - advance
    return bytes(body), run.width + due, len(run.glyphs)


@lru_cache(maxsize=LAST_CODE + 1)
def _string(code: int) -> bytes:
    """Return the two bytes of the code as they stand in a string."""
    return b"".join(ESCAPES.get(byte, bytes((byte,))) for byte in divmod(code, 256))


@lru_cache(maxsize=LAST_CODE + 1)
def _advance(face: Face, glyph: int) -> float:
    return face.advance(glyph)


def share_clusters(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the characters of each glyph, where several glyphs share the characters of the first one.

    Each gets at least one character as long as there are enough, if need be by taking é apart into e and its accent.
    """
    if "" not in texts:
        return texts
    shared: list[str] = []
    index = 0
    while index < len(texts):
        end = index + 1
        while end < len(texts) and not texts[end]:
            end += 1
        shared += share(texts[index], end - index)
        index = end
    return tuple(shared)


def share(text: str, glyphs: int) -> tuple[str, ...]:
    """Return the characters spread over the glyphs of a cluster: one each, the first glyph takes what is left."""
    if glyphs == 1:
        return (text,)
    if len(text) < glyphs:
        text = unicodedata.normalize("NFD", text)
    later = min(glyphs - 1, max(len(text) - 1, 0))
    cut = len(text) - later
    parts = [text[:cut], *text[cut:]]
    parts += [""] * (glyphs - len(parts))
    if text and _runs_from_the_right(text):
        parts.reverse()
    return tuple(parts)


@lru_cache(maxsize=FACES_KEPT)
def _is_cid_keyed(face: Face) -> bool:
    outlines = face.hb_face.reference_table("CFF ").data
    return bool(outlines) and is_cid_keyed(outlines)


def _table(font: bytes, tag: bytes) -> bytes:
    """Return one table of an OpenType file, no bytes where it has none."""
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        name, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        if name == tag:
            return font[offset : offset + length]
    return b""


def _subset_tag(face: Face, glyphs: list[int]) -> bytes:
    """Return six capitals that tell one subset from another (ISO 32000-1, 9.6.4)."""
    value = int.from_bytes(hashlib.sha256(f"{face.key}{glyphs}".encode()).digest()[:8], "big")
    return bytes(65 + value // 26**place % 26 for place in range(6))


@lru_cache(maxsize=FACES_KEPT)
def _postscript_name(face: Face) -> bytes:
    import uharfbuzz

    name = face.hb_face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or face.path.stem
    plain = bytes(byte for byte in name.encode("ascii", "ignore") if chr(byte).isalnum() or byte == ord("-"))
    return plain[:LONGEST_NAME] or b"Font"


@lru_cache(maxsize=FACES_KEPT)
def _metrics(face: Face) -> bytes:
    head = face.hb_face.reference_table("head").data
    upem, *bounds = struct.unpack_from(">H16x4h", head, 18)
    box = b" ".join(b"%d" % round(value * 1000 / upem) for value in bounds)
    post = face.hb_face.reference_table("post").data
    angle = struct.unpack_from(">l", post, 4)[0] / 65536 if len(post) >= 8 else 0.0
    return b"/Flags %d/FontBBox[%s]/ItalicAngle %g/Ascent %d/Descent %d/CapHeight %d/StemV %d" % (
        SYMBOLIC, box, angle, face.ascent, face.descent, face.cap_height, STEM,
    )  # fmt: skip


@lru_cache(maxsize=LAST_CODE + 1)
def _width(face: Face, glyph: int) -> bytes:
    return b"%d" % _advance(face, glyph)


def _width_array(widths: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the inside of the W array: each row of neighbouring codes as its first code and their widths."""
    parts: list[bytes] = []
    following = None
    for code, width in widths:
        parts.append(b" " + width if code == following else b"]%d[%s" % (code, width))
        following = code + 1
    return b"".join(parts)[1:] + b"]"


def _entries(operator: bytes, lines: list[bytes]) -> Iterator[bytes]:
    """Yield the lines in portions of 100, the most that one operator takes (Adobe Technical Note 5014)."""
    for start in range(0, len(lines), 100):
        part = lines[start : start + 100]
        yield b"%d begin%s\n%s\nend%s\n" % (len(part), operator, b"\n".join(part), operator)


def _to_unicode(texts: dict[int, str]) -> bytes:
    """Return the CMap from codes to characters; neighbours that stand for neighbours share a line."""
    rows: list[tuple[int, int]] = []
    for code in sorted(texts):
        if _goes_on(texts, code):
            rows[-1] = (rows[-1][0], code)
        else:
            rows.append((code, code))
    single = [b"<%04X> <%s>" % (code, _hex(texts[code])) for code, last in rows if code == last]
    ranges = [b"<%04X> <%04X> <%s>" % (*row, _hex(texts[row[0]])) for row in rows if row[0] < row[1]]
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n/CMapName/Adobe-Identity-UCS def\n"
        b"/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n%s"
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        % b"".join((*_entries(b"bfchar", single), *_entries(b"bfrange", ranges)))
    )


def _goes_on(texts: dict[int, str], code: int) -> bool:
    """Return True where one is added in the last byte alone, of the code and of the character (ISO 32000-1, 9.10.3)."""
    text, before = texts[code], texts.get(code - 1, "")
    if len(text) != 1 or len(before) != 1 or not code % 256:
        return False
    value = ord(text)
    return value == ord(before) + 1 and value % 256 > 0 and value <= LAST_CODE


@lru_cache(maxsize=LAST_CODE + 1)
def _hex(text: str) -> bytes:
    """Return the characters of one glyph as they are seen: of lam-alef the alef first.

    Glyphs are painted from left to right, and readers turn the characters of a word round without a look at what came
    from one glyph: poppler, pdfium, pdf.js and pymupdf gave back *slam* with its last letters exchanged.
    """
    seen = text[::-1] if len(text) > 1 and _runs_from_the_right(text) else text
    return seen.encode("utf-16-be", "ignore").hex().upper().encode()


def _runs_from_the_right(text: str) -> bool:
    return unicodedata.bidirectional(text[0]) in ("R", "AL")
