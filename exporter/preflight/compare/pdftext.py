"""The text of a page as its operators paint it, each stretch under the mark that it stands in."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any
from unicodedata import combining

from msgspec import Struct

from exporter.preflight.compare.direction import from_the_right
from exporter.preflight.compare.glyphnames import character
from exporter.preflight.compare.pdfobjects import Name, Objects, Reference, UnreadableError, unescaped, unhex
from exporter.preflight.compare.shown import LINE, STEP, TURN
from exporter.regex import regex

Decoder = Callable[[bytes], str]
# Quantifiers are possessive, and every alternative of an operator begins with a sign of its own, so that what lies
# between two operators is skipped at the speed of a search for signs: 0.14 instead of 1 ms for a story's two pages.
_INSIDE = rb"(?:[^()\\]++|\\[\s\S])*+"  # of a string without brackets in it
_FLAT = rb"\(" + _INSIDE + rb"\)"
_STRING = rb"\((?:[^()\\]++|\\[\s\S]|" + _FLAT + rb")*+\)|<[0-9A-Fa-f\s]*+>"
_NUMBER = rb"[+-]?(?>\d+\.?\d*|\.\d+)"
_NAME = rb"[^\s()<>\[\]{}/%]++"
_KERN = rb"\)(?:\d{1,4}|-1?\d{1,2})(?:\.\d*+)?\("  # letters set closer or wider, no space between them
_KERNED = _INSIDE + rb"(?:" + _KERN + _INSIDE + rb")*+"
_OPERATOR = regex(
    rb"\[(?:\((?P<kerned>" + _KERNED + rb")\)|(?P<array>(?:" + _STRING + rb"|[^\[\]()<>]++)*+))\]\s*TJ"
    rb"|\((?P<string>(?:[^()\\]++|\\[\s\S]|" + _FLAT + rb")*+)\)\s*(?P<show>Tj|['\"])"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*+)>\s*(?P<showhex>Tj|['\"])"
    rb"|T(?:(?P<move>[dD])\b(?<=\s..)(?:\s*+\[\((?P<moved>" + _KERNED + rb")\)\]\s*TJ)?|(?P<line>m\b(?<=\s..)|\*))"
    rb"|/(?:(?P<tag>" + _NAME + rb")\s*(?:(?P<about><<(?:[^<>]|<[^<>]*>|<<[^<>]*>>)*>>|/" + _NAME + rb")\s*BDC|BMC)\b"
    rb"|(?P<font>" + _NAME + rb")\s+(?P<size>" + _NUMBER + rb")\s+Tf\b"
    rb"|(?P<form>" + _NAME + rb")\s+Do\b)"
    rb"|E(?P<end>MC)\b"
    rb"|q(?P<save>\b)(?<!\wq)"
    rb"|Q(?P<restore>\b)(?<!\wQ)"
)
_PART = regex(rb"(" + _STRING + rb")|(" + _NUMBER + rb")")
_CLOSER = regex(_KERN)
_NUMBERED = regex(rb"/MCID\s+(\d+)")
_GAP = -200.0  # 1/1000 em: a wider one, between letters, is a space that somebody did not write
_RAISED = 0.5  # of the size: what moves up or down by less stands on the same line, raised or lowered
_DEEPEST = 12  # forms inside each other
_OFTEN = 20_000  # forms painted, each as often as it is; a page has some ten
_CODES = 200_000  # rows of a table of characters; a font has 65,536 codes
_PICTURE = regex(rb"(?<!\S)BI(?=\s)")
_PICTURE_END = regex(rb"(?<=\s)EI(?!\S)")
_ROWS = regex(rb"begin(bfchar|bfrange)((?:[^be]++|b(?!eginbf)|e(?!ndbf))*+)endbf")
_HEXES = regex(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_CHARACTER = regex(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")


class Sequence(Struct):
    """Text under one mark: `owner` and `number` name it for the structure (number -1 = no part of it)."""

    owner: int
    number: int
    artifact: bool
    parts: list[str]


class PageText:
    """Reads the text of pages; fonts are set up once for the file."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._fonts: dict[Any, Decoder] = {}
        self._runs = 0
        self.sequences: list[Sequence] = []

    def read(self, page: dict[str, Any], number: int, resources: Any) -> None:
        """Take in the text of the page, object `number`."""
        contents = self._objects.get(page.get("Contents"))
        streams = contents if isinstance(contents, list) else [page.get("Contents")]
        content = b"\n".join(map(self._objects.stream, streams))
        self._run(content, number, resources, [Sequence(number, -1, False, [])], 0)

    def _run(self, content: bytes, owner: int, resources: Any, stack: list[Sequence], depth: int) -> None:
        self._runs += 1
        if self._runs > _OFTEN:
            raise UnreadableError("its pages are made of more forms than are read")
        objects = self._objects
        named = objects.get(resources) or {}
        fonts = objects.get(named.get("Font")) or {}
        decode: Decoder = _undecoded
        sizes = (0.0, 0.0)  # of the text before and of this one
        saved: list[Decoder] = []
        bottom = len(stack)
        if not self.sequences or self.sequences[-1] is not stack[-1]:
            self.sequences.append(stack[-1])
        content, last = _without_pictures(content), 0
        parts = stack[-1].parts
        for found in _OPERATOR.finditer(content):
            kind, operands, last = found.lastgroup, last, found.end()
            if kind == "moved" or kind == "move":
                right, up = _moved(content[operands : found.start()])
                parts.append(LINE if abs(up) > _RAISED * max(sizes) else STEP if right > 0 else TURN)
                sizes = (sizes[1], sizes[1])
            if kind == "moved" or kind == "kerned":
                parts.append(decode(unescaped(_CLOSER.sub(b"", found[kind]))))
            elif kind == "array":
                parts.append(_shown(found["array"], decode))
            elif kind == "size":
                sizes = (sizes[1], float(found["size"]))
                decode = self._decoder(fonts.get(found["font"].decode("latin-1")))
            elif kind in ("about", "tag"):
                opened = self._open(found["tag"], found["about"] or b"", owner, named, stack[-1])
                if opened is not stack[-1]:
                    self.sequences.append(opened)
                stack.append(opened)
            elif kind == "end":
                if len(stack) > bottom:
                    stack.pop()
                    if stack[-1].number < 0:  # what comes now stands behind what was under the mark
                        stack[-1] = Sequence(stack[-1].owner, -1, stack[-1].artifact, [])
                        self.sequences.append(stack[-1])
            elif kind == "show":
                if found["show"] != b"Tj":
                    parts.append(LINE)
                parts.append(decode(unescaped(found["string"])))
            elif kind == "showhex":
                if found["showhex"] != b"Tj":
                    parts.append(LINE)
                parts.append(decode(unhex(found["hex"])))
            elif kind == "line":
                parts.append(LINE)
            elif kind == "form" and depth < _DEEPEST:
                self._form(objects.get(named.get("XObject")) or {}, found["form"], resources, stack, depth)
            elif kind == "save":
                saved.append(decode)
            elif kind == "restore" and saved:
                decode = saved.pop()
            parts = stack[-1].parts

    def _form(self, forms: Any, name: bytes, resources: Any, stack: list[Sequence], depth: int) -> None:
        reference = forms.get(name.decode("latin-1"))
        form = self._objects.get(reference)
        if isinstance(form, dict) and form.get("Subtype") == "Form" and isinstance(reference, Reference):
            own = form.get("Resources", resources)
            self._run(self._objects.stream(reference), reference.number, own, stack, depth + 1)

    def _open(self, tag: bytes, about: bytes, owner: int, resources: Any, around: Sequence) -> Sequence:
        if about.startswith(b"/"):
            listed = self._objects.get(resources.get("Properties")) or {}
            properties = self._objects.get(listed.get(about[1:].decode("latin-1"))) or {}
            number = properties.get("MCID", -1)
        else:
            numbered = _NUMBERED.search(about)
            number = int(numbered[1]) if numbered else -1
        artifact = around.artifact or tag == b"Artifact"
        if number < 0 and not artifact and around.number >= 0:
            return around
        return Sequence(owner, number, artifact, [])

    def _decoder(self, reference: Any) -> Decoder:
        key = reference.number if isinstance(reference, Reference) else id(reference)
        if key not in self._fonts:
            self._fonts[key] = self._make_decoder(self._objects.get(reference))
        return self._fonts[key]

    def _make_decoder(self, font: Any) -> Decoder:
        if not isinstance(font, dict):
            return _undecoded
        texts = _characters(self._objects.stream(font.get("ToUnicode")))
        if font.get("Subtype") == "Type0":

            def wide(raw: bytes) -> str:
                codes = struct.unpack(f">{len(raw) // 2}H", raw[: len(raw) & ~1])
                try:
                    return "".join(map(texts.__getitem__, codes))
                except KeyError:
                    return "".join(texts.get(code, "\ufffd") for code in codes)

            return wide
        table = _encoding(self._objects, font)
        table |= texts

        def narrow(raw: bytes) -> str:
            return "".join(table.get(code, "\ufffd") for code in raw)

        return narrow


def _without_pictures(content: bytes) -> bytes:
    """Return the content without the pictures that stand in it: their bytes could be taken for operators."""
    if b"BI" not in content or not _PICTURE.search(content):
        return content
    kept: list[bytes] = []
    place = 0
    for begin in _PICTURE.finditer(content):
        if begin.start() < place:
            continue
        end = _PICTURE_END.search(content, begin.end())
        if end is None:
            break
        kept.append(content[place : begin.start()])
        place = end.end()
    return b"\n".join((*kept, content[place:]))


def _moved(operands: bytes) -> tuple[float, float]:
    """Return how far right of and above the text before the next one begins (operands of Td), 0 for no numbers."""
    try:
        *_, right, up = operands.rsplit(None, 2)
        return float(right), float(up)
    except ValueError:
        return 0.0, 0.0


def _undecoded(raw: bytes) -> str:
    return "\ufffd" * len(raw)


def _bytes_of(token: bytes) -> bytes:
    if token[:1] == b"<":
        return unhex(token[1:-1])
    return unescaped(token[1:-1])


def _shown(array: bytes, decode: Decoder) -> str:
    made = ""
    gap = False
    for string, number in _PART.findall(array):
        if string:
            text = decode(_bytes_of(string))
            made += LINE + text if gap and made and _stand_apart(made[-1], text[:1]) else text
            gap = False
        elif len(number) > 3:
            gap = float(number) < _GAP
    return made


def _stand_apart(before: str, after: str) -> bool:
    """Return True where white between two signs says as much as a space; marks are moved to where their letter is."""
    return not (before.isspace() or after.isspace() or combining(before) or (after and combining(after)))


def _encoding(objects: Objects, font: dict[str, Any]) -> dict[int, str]:
    """Return the characters of a font of 256 codes (ISO 32000-1, 9.6.6)."""
    encoding = objects.get(font.get("Encoding"))
    base = (
        encoding if isinstance(encoding, Name) else encoding.get("BaseEncoding") if isinstance(encoding, dict) else ""
    )
    codec = "mac_roman" if base == "MacRomanEncoding" else "cp1252"
    table = {code: bytes((code,)).decode(codec, "replace") for code in range(32, 256)}
    code = 0
    differences = objects.get(encoding.get("Differences")) if isinstance(encoding, dict) else None
    for entry in differences or ():
        if isinstance(entry, int):
            code = entry
        elif isinstance(entry, Name):
            table[code] = character(entry)
            code += 1
    return table


def _characters(cmap: bytes) -> dict[int, str]:
    """Return the characters of each code, none where the table cannot be read."""
    try:
        return _to_unicode(cmap)
    except (ValueError, IndexError):
        return {}


def _to_unicode(cmap: bytes) -> dict[int, str]:
    """Return the characters of each code (ISO 32000-1, 9.10.3)."""
    texts: dict[int, str] = {}
    rows_left = _CODES
    for kind, rows in _ROWS.findall(cmap):
        if kind == b"bfchar":
            texts.update((int(code, 16), _utf16(text)) for code, text in _CHARACTER.findall(rows))
            continue
        hexes = _HEXES.findall(rows)
        index = 0
        while index + 2 < len(hexes):
            first, last = int(hexes[index][0], 16), int(hexes[index + 1][0], 16)
            index += 2
            if hexes[index][1]:
                index += 1
                code = first
                while index < len(hexes) and not hexes[index][2]:
                    texts[code] = _utf16(hexes[index][0])
                    code, index = code + 1, index + 1
                index += 1
                continue
            start = _utf16(hexes[index][0])
            index += 1
            rows_left -= min(last - first, 0xFFFF)
            if rows_left < 0:
                return {}
            for code in range(first, min(last, first + 0xFFFF) + 1):
                texts[code] = start[:-1] + chr(min(ord(start[-1]) + code - first, 0x10FFFF)) if start else ""
    return texts


def _utf16(digits: bytes) -> str:
    """Return the characters of a glyph as they are seen: several of a script from right to left stand so, too."""
    if len(digits) == 4:
        return chr(int(digits, 16))
    text = unhex(digits).decode("utf-16-be", "replace")
    return text[::-1] if len(text) > 1 and from_the_right(text) else text
