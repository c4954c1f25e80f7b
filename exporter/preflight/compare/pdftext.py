"""The text of a page as its operators paint it, each stretch under the mark that it stands in."""

from __future__ import annotations

from typing import Any
from unicodedata import combining

from msgspec import Struct

from exporter.preflight.compare.pdffonts import Decoder, Fonts, undecoded
from exporter.preflight.compare.pdfobjects import Objects
from exporter.preflight.compare.pdfvalues import (
    Reference,
    UnreadableError,
    bytes_of,
    inside_of,
    string_of,
    unescaped,
    unhex,
)
from exporter.preflight.compare.shown import LINE, STEP, TURN
from exporter.regex import regex

# Quantifiers are possessive, and every alternative of an operator begins with a sign of its own, so that what lies
# between two operators is skipped at the speed of a search for signs: 0.14 instead of 1 ms for a story's two pages.
_INSIDE = rb"(?:[^()\\]++|\\[\s\S])*+"  # of a string without brackets in it
_STRING = string_of(1) + rb"|<[0-9A-Fa-f\s]*+>"
_NUMBER = rb"[+-]?(?>\d+\.?\d*|\.\d+)"
_NAME = rb"[^\s()<>\[\]{}/%]++"
_KERN = rb"\)(?:\d{1,4}|-1?\d{1,2})(?:\.\d*+)?\("  # letters set closer or wider, no space between them
_KERNED = _INSIDE + rb"(?:" + _KERN + _INSIDE + rb")*+"
_OPERATOR = regex(
    rb"\[(?:\((?P<kerned>" + _KERNED + rb")\)|(?P<array>(?:" + _STRING + rb"|[^\[\]()<>]++)*+))\]\s*TJ"
    rb"|\((?P<string>" + inside_of(1) + rb")\)\s*(?P<show>Tj|['\"])"
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
# What is sought stands first: so it is found at the speed of a search for bytes.
_PICTURE = regex(rb"BI(?=\s)(?<!\SBI)")
_PICTURE_END = regex(rb"EI(?!\S)(?<=\sEI)")


class Marked(Struct, frozen=True):
    """Text under one mark: `owner` and `number` name it for the structure (number -1 = no part of it)."""

    owner: int
    number: int
    artifact: bool
    text: str


class _Sequence(Struct):
    """What is under one mark while it is put together."""

    owner: int
    number: int
    artifact: bool
    parts: list[str]


class PageText:
    """Reads the text of pages; fonts are set up once for the file."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._fonts = Fonts(objects)
        self._runs = 0
        self._sequences: list[_Sequence] = []

    def read(self, page: dict[str, Any], number: int, resources: Any) -> None:
        """Take in the text of the page, object `number`."""
        contents = self._objects.get(page.get("Contents"))
        streams = contents if isinstance(contents, list) else [page.get("Contents")]
        content = b"\n".join(map(self._objects.stream, streams))
        self._run(content, number, resources, [_Sequence(number, -1, False, [])], 0)

    def marked(self) -> list[Marked]:
        """Return the text of all pages, as it is painted."""
        return [Marked(one.owner, one.number, one.artifact, "".join(one.parts)) for one in self._sequences]

    def _run(self, content: bytes, owner: int, resources: Any, stack: list[_Sequence], depth: int) -> None:
        self._runs += 1
        if self._runs > _OFTEN:
            raise UnreadableError("its pages are made of more forms than are read")
        objects = self._objects
        named = objects.get(resources) or {}
        fonts = objects.get(named.get("Font")) or {}
        decode: Decoder = undecoded
        size = largest = 0.0  # of this text; the larger of it and the one before
        saved: list[Decoder] = []
        bottom = len(stack)
        if not self._sequences or self._sequences[-1] is not stack[-1]:
            self._sequences.append(stack[-1])
        content, last = _without_pictures(content), 0
        parts = stack[-1].parts
        for found in _OPERATOR.finditer(content):
            kind, operands, last = found.lastgroup, last, found.end()
            if kind == "moved" or kind == "move":
                right, up = _moved(content[operands : found.start()])
                parts.append(LINE if abs(up) > _RAISED * largest else STEP if right > 0 else TURN)
                largest = size
            if kind == "moved" or kind == "kerned":
                parts.append(decode(unescaped(_CLOSER.sub(b"", found[kind]))))
            elif kind == "array":
                parts.append(_shown(found["array"], decode))
            elif kind == "size":
                before, size = size, float(found["size"])
                largest = max(before, size)
                decode = self._fonts.decoder(fonts.get(found["font"].decode("latin-1")))
            elif kind == "about" or kind == "tag":
                opened = self._open(found["tag"], found["about"] or b"", owner, named, stack[-1])
                if opened is not stack[-1]:
                    self._sequences.append(opened)
                stack.append(opened)
                parts = opened.parts
            elif kind == "end":
                if len(stack) > bottom:
                    stack.pop()
                    if stack[-1].number < 0:  # what comes now stands behind what was under the mark
                        stack[-1] = _Sequence(stack[-1].owner, -1, stack[-1].artifact, [])
                        self._sequences.append(stack[-1])
                    parts = stack[-1].parts
            elif kind == "show" or kind == "showhex":
                if found[kind] != b"Tj":
                    parts.append(LINE)
                parts.append(decode(unescaped(found["string"]) if kind == "show" else unhex(found["hex"])))
            elif kind == "line":
                parts.append(LINE)
            elif kind == "form" and depth < _DEEPEST:
                self._form(objects.get(named.get("XObject")) or {}, found["form"], resources, stack, depth)
                parts = stack[-1].parts
            elif kind == "save":
                saved.append(decode)
            elif kind == "restore" and saved:
                decode = saved.pop()

    def _form(self, forms: Any, name: bytes, resources: Any, stack: list[_Sequence], depth: int) -> None:
        reference = forms.get(name.decode("latin-1"))
        form = self._objects.get(reference)
        if isinstance(form, dict) and form.get("Subtype") == "Form" and isinstance(reference, Reference):
            own = form.get("Resources", resources)
            self._run(self._objects.stream(reference), reference.number, own, stack, depth + 1)

    def _open(self, tag: bytes, about: bytes, owner: int, resources: Any, around: _Sequence) -> _Sequence:
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
        return _Sequence(owner, number, artifact, [])


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


def _shown(array: bytes, decode: Decoder) -> str:
    made = ""
    gap = False
    for string, number in _PART.findall(array):
        if string:
            text = decode(bytes_of(string))
            made += LINE + text if gap and made and _stand_apart(made[-1], text[:1]) else text
            gap = False
        elif len(number) > 3:
            gap = float(number) < _GAP
    return made


def _stand_apart(before: str, after: str) -> bool:
    """Return True where white between two signs says as much as a space; marks are moved to where their letter is."""
    return not (before.isspace() or after.isspace() or combining(before) or (after and combining(after)))
