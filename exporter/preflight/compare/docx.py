"""What a Word file shows: its text by paragraphs, its notes, its running heads, what stands for its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from exporter.preflight.compare.parts import UNREADABLE, Parts
from exporter.preflight.compare.shown import CALL, Reading, Shown, Zone, address, is_sign
from exporter.preflight.docx import DECORATIVE, DOC_PR, DOCUMENT, R, W
from exporter.regex import regex
from exporter.report import InputError

_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_RUNNING = regex(r"word/(header|footer)\d*\.xml")
_FIELD = regex(r'^\s*HYPERLINK\s+"([^"]+)"')
# Not shown: what an editor moved away, and the second form of what newer programs show in a first one.
_UNREAD = (W + "moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", W + "rt")
_LISTED = "listed"  # set on the paragraphs of a list of contents
_PARAGRAPH, _RUN, _TEXT, _BOX = W + "p", W + "r", W + "t", W + "txbxContent"
_SIGNS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "\u2011"}
_CALLS = (W + "footnoteReference", W + "endnoteReference")
_LINK, _INSTRUCTION, _RUN_STYLE, _NOTE_NUMBER = W + "hyperlink", W + "instrText", W + "rStyle", W + "footnoteRef"
_FRAME, _PARAGRAPH_STYLE, _HIDDEN = W + "framePr", W + "pStyle", W + "vanish"
# Styles of what Word or the look adds, in a run of its own.
_MARKS = {W + "b": "bold", W + "i": "italic"}  # of whatever value: "not", where all around is so
_RAISED = W + "vertAlign"
_STRESSED = {"Strong": "bold", "Emphasis": "italic"}  # Word's own styles
_KINDS = {"FootnoteReference": "sign", "EndMark": "ornament", "CaptionNumber": "number"}
_READ = (_PARAGRAPH, _RUN, _TEXT, *_SIGNS, *_CALLS, _LINK, _INSTRUCTION, _RUN_STYLE, _NOTE_NUMBER, _FRAME,
         _PARAGRAPH_STYLE, _HIDDEN, *_MARKS, _RAISED)  # fmt: skip


def read_docx(data: bytes) -> Reading:
    """Return what the file shows; raises InputError for one that cannot be opened."""
    try:
        parts = Parts(data)
        document = _parse(parts, DOCUMENT)
        shown = [*_read_part(document, _links(parts, DOCUMENT), "text")]
        called = {_note_of(node) for node in document.iter(*_CALLS)}
        for name in filter(parts.names.__contains__, _NOTES):
            links = _links(parts, name)
            for node in _parse(parts, name):
                if (note := _note_of(node)) in called:  # no other is printed
                    shown += _read_part(node, links, "note", note)
        for name in sorted(filter(_RUNNING.fullmatch, parts.names)):
            shown += _read_part(_parse(parts, name), {}, "house")
    except UNREADABLE as error:
        raise InputError(f"this Word file cannot be read: {error}", hint="exporter check FILE says more") from error
    return Reading(tuple(shown), tuple(_alternatives(document)))


def _parse(parts: Parts, name: str) -> _Element:
    root = parts.parse(name)
    for ruby in root.iter(W + "ruby"):
        _spell_out(ruby)
    for gallery in root.iter(W + "docPartGallery"):
        frame = next(gallery.iterancestors(W + "sdt"), None)
        if gallery.get(W + "val") == "Table of Contents" and frame is not None:
            for link in frame.iter(_LINK):  # LibreOffice lets the frame go on over what follows the list
                if link.get(W + "anchor") and (paragraph := next(link.iterancestors(_PARAGRAPH), None)) is not None:
                    paragraph.set(_LISTED, "1")
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    return root


def _spell_out(ruby: _Element) -> None:
    """Put the reading, which stands above the words, behind them in brackets."""
    read = (node for above in ruby.iterfind(W + "rt") for node in above.iter(_TEXT, *_SIGNS))
    reading = "".join(_SIGNS.get(str(node.tag), str(node.text or "")) for node in read)
    words = ruby.findall(f"{W}rubyBase//{_TEXT}")
    if words:
        words[-1].text = f"{words[-1].text or ''} ({reading})"


def _links(parts: Parts, part: str) -> dict[str, str]:
    """Return the addresses that the part leads to, by the id of the relationship."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in parts.names:
        return {}
    return {
        str(node.get("Id")): address(str(node.get("Target")))
        for node in parts.parse(rels)
        if node.get("TargetMode") == "External"
    }


def _note_of(node: _Element) -> str:
    """Return which note the element is or calls."""
    return f"{str(node.tag).removesuffix('Reference')} {node.get(W + 'id')}"


def _read_part(root: _Element, links: dict[str, str], zone: Zone, note: str = "") -> Iterator[Shown]:
    """Yield the paragraphs of the part. What stands in a text box comes where the box is anchored."""
    boxes = list(root.iter(_BOX))
    for box in boxes:
        for paragraph in box.iter(_PARAGRAPH):
            yield from _Paragraphs(links, zone, note).read(paragraph)
    for box in boxes:
        box.clear()
    yield from _Paragraphs(links, zone, note).read(root)


class _Paragraphs:
    """Puts paragraphs together while walking over what is in them."""

    def __init__(self, links: dict[str, str], zone: Zone, note: str) -> None:
        self._known, self._part_zone, self._note = links, zone, note
        self._text: list[str] = []
        self._links: list[str] = []
        self._calls: list[str] = []
        self._zone = zone
        self._initial = False  # what is being read is a drop cap, to which the next paragraph belongs
        self._marked = zone == "note"  # the sign of the note has still to come
        self._kind = ""  # of the run: "sign", "called", "number", "ornament", "hidden"
        self._numbers: list[str] = []
        self._run_marks: list[str] = []
        self._marks: dict[str, str] = {}

    def read(self, root: _Element) -> Iterator[Shown]:
        """Yield the paragraphs in the element."""
        for node in root.iter(*_READ):
            tag = node.tag
            if tag == _TEXT:
                self._words(node.text or "")
            elif tag == _RUN:
                self._kind, self._run_marks = "", []
            elif tag == _PARAGRAPH:
                if not self._initial:
                    yield from self._end()
                self._initial = False
                if node.get(_LISTED):
                    self._zone = "furniture"
            elif tag in _SIGNS:
                self._text.append(_SIGNS[tag])
            elif tag in _CALLS:
                self._text.append(CALL)
                self._calls.append(_note_of(node))
                self._kind = "called"  # a sign of its own may follow in the same run
            elif tag in _MARKS:
                self._run_marks.append(_MARKS[tag])
            elif tag == _RAISED:
                self._run_marks.append(str(node.get(W + "val")))
            elif tag == _RUN_STYLE:
                style = str(node.get(W + "val"))
                self._kind = self._kind or _KINDS.get(style, "")
                self._run_marks += [_STRESSED[style]] if style in _STRESSED else []
            elif tag == _NOTE_NUMBER:
                self._marked = False
            elif tag == _HIDDEN:
                self._kind = "hidden" if node.get(W + "val") not in ("0", "false") else self._kind
            else:
                self._note_way(node)
        yield from self._end()

    def _words(self, text: str) -> None:
        """Take in words of a run. What stands in place of a sign and is none is text like any other."""
        if self._kind == "hidden" or (self._kind == "called" and is_sign(text)):
            return
        if self._kind == "ornament" and not any(letter.isalnum() for letter in text):
            return
        if self._kind == "number":
            self._numbers.append(text)
        elif self._kind == "sign" and is_sign(text):
            if not self._marked:  # in the note itself its sign is no text, elsewhere it calls one
                self._text.append(CALL)
                self._calls.append("")
            self._marked = False
        else:
            self._text.append(text)
            for mark in self._run_marks:
                self._marks[mark] = self._marks.get(mark, "") + text

    def _note_way(self, node: _Element) -> None:
        href = ""
        if node.tag == _LINK:
            href = self._known.get(str(node.get(R + "id")), "")
        elif node.tag == _INSTRUCTION and (found := _FIELD.match(node.text or "")):
            href = address(found[1])
        elif node.tag == _FRAME:
            self._initial = node.get(W + "dropCap") not in (None, "none")
        elif node.tag == _PARAGRAPH_STYLE and str(node.get(W + "val")).startswith("TOC"):
            self._zone = "furniture"
        if href and self._links[-1:] != [href]:
            self._links.append(href)

    def _end(self) -> Iterator[Shown]:
        text = "".join(self._text)
        if text.strip() or self._links:
            yield Shown(text, self._zone, tuple(self._links), tuple(self._calls), self._note, self._marks)
        if self._numbers:
            yield Shown("".join(self._numbers), "furniture")
        self._numbers = []
        self._text, self._links, self._calls, self._marks, self._zone = [], [], [], {}, self._part_zone


def _alternatives(document: _Element) -> Iterator[str]:
    """Yield what stands for each picture."""
    for properties in document.iter(DOC_PR):
        holder = properties.getparent()
        if holder is not None and holder.find(".//{*}pic") is not None:
            decorative = any(node.get("val") in ("1", "true") for node in properties.iter(DECORATIVE))
            yield "" if decorative else str(properties.get("descr") or "")
