"""One Word paragraph → a Line: its runs whatever Word has cut them into, its pictures, breaks and bookmarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct, field

from exporter.model import Mark, Run
from exporter.readers.clean import Cleaner
from exporter.readers.docx.items import Align, Drawn, Line, Noticed, Piece
from exporter.readers.docx.package import Element, R, Relation, W, is_on, value
from exporter.readers.docx.styles import Look, Styles, font_of, numbering_of
from exporter.regex import regex

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

_TRANSPARENT = {W + tag for tag in ("smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "ins", "moveTo")}
_GONE = {W + tag for tag in ("del", "moveFrom")}
_TRACKED = {W + tag for tag in ("ins", "del", "moveFrom", "moveTo")}
_SIGNS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_COUNTED = ("PAGE", "NUMPAGES", "PAGEREF", "TOC", "INDEX", "SECTIONPAGES")  # whose result is no text of the story
_LINK = regex(r'\s*HYPERLINK\s+"([^"]+)"')
_INITIAL = 2  # letters: a quotation mark may stand before the capital
_COPY = regex(r"_Copy_\d+$")
_ALIGN: dict[str, Align] = {"center": "centre", "right": "right", "end": "right", "left": "left", "start": "left"}


class Field(Struct):
    """A field that is open: its instruction, and whether we are in its result."""

    instruction: str = ""
    shown: bool = False


class Fields(Struct):
    """The fields that are open where we read; a table of contents is one over many paragraphs."""

    open: list[Field] = field(default_factory=list)

    def meet(self, kind: str) -> None:
        """Take the beginning, the middle or the end of a field."""
        if kind == "begin":
            self.open.append(Field())
        elif self.open and kind == "separate":
            self.open[-1].shown = True
        elif self.open and kind == "end":
            self.open.pop()

    @property
    def hidden(self) -> bool:
        """Return True where text belongs to an instruction or to a number that Word counts."""
        return any(not one.shown or one.instruction.split()[:1] in [[name] for name in _COUNTED] for one in self.open)

    @property
    def href(self) -> str:
        """Return the address of the link that we are in, or ""."""
        links = (match[1] for one in self.open if (match := _LINK.match(one.instruction)))
        return next(links, "")


Call = Callable[[str, str], tuple[str, str]]  # kind and number of a note in Word → its id and label


class LineReader:
    """Reads the paragraphs of one part (the document, the notes), whose relationships it knows."""

    def __init__(
        self, styles: Styles, relations: Mapping[str, Relation], marks: Mapping[str, str], note: Call,
        noticed: Noticed, cleaner: Cleaner,
    ) -> None:  # fmt: skip
        self._styles, self._relations, self._marks, self._note = styles, relations, marks, note
        self._noticed, self._cleaner = noticed, cleaner
        self._fields = Fields()
        self._code_font = styles.look("CodeChar").font
        self._number = 0
        self._late: list[str] = []  # ids whose bookmarks begin behind the text of the paragraph before
        self.boxes: list[Element] = []  # contents of text boxes met in the paragraph

    def read(self, paragraph: Element, ids: tuple[str, ...] = ()) -> Line:
        """Return the paragraph; `ids` are those of bookmarks that stand before it."""
        self._number += 1
        self.boxes = []
        properties = paragraph.find(W + "pPr")
        style_id = value(properties, "pStyle") or self._styles.default
        look = self._styles.look(style_id)
        if not look.role and look.name:
            self._noticed.styles.setdefault(look.name, self._number)
        line = _Parts(look, [*self._late, *ids])
        self._late = []
        if is_on(properties, "pageBreakBefore"):
            line.breaks.append("page")
        for node in paragraph:
            self._inline(node, line, "")
        self._close_bookmarks(line)
        numbering = numbering_of(properties) or look.numbering
        frame = properties.find(W + "framePr") if properties is not None else None
        return Line(
            number=self._number,
            look=look,
            ids=tuple(dict.fromkeys(line.ids)),
            pieces=_with_initial(tuple(_join(line.pieces))),
            pictures=tuple(line.pictures),
            breaks=tuple(line.breaks),
            list=numbering if numbering and numbering[0] != "0" else None,
            initial=frame is not None and frame.get(W + "dropCap", "none") != "none",
            align=_ALIGN.get(value(properties, "jc"), ""),
            size=line.sizes.most_common(1)[0][0] if line.sizes else 0,
        )

    def ids_of(self, bookmark: Element) -> tuple[str, ...]:
        """Return the id that the bookmark stands for, if it is one of ours."""
        found = id_of(bookmark, self._marks)
        return (found,) if found else ()

    @property
    def hidden(self) -> bool:
        """Return True while we are in a table of contents."""
        return self._fields.hidden

    def _close_bookmarks(self, line: _Parts) -> None:
        """Take the bookmarks that end in another paragraph: with nothing behind them here, they belong to that one.

        LibreOffice moves the beginning of a bookmark to the end of the paragraph before.
        """
        shown = len(line.pieces) + len(line.pictures)
        stands = not shown and (line.look.role == "rule" or line.breaks)  # for something, though it is empty
        for ids, before in line.open.values():
            (self._late if before == shown and not stands else line.ids).extend(ids)

    def _inline(self, node: Element, line: _Parts, href: str) -> None:
        if node.tag in _TRACKED:
            self._noticed.counts["tracked"] += 1
        if node.tag == W + "r":
            self._run(node, line, href)
        elif node.tag == W + "hyperlink":
            relation = self._relations.get(node.get(R + "id", ""))
            target = relation.target if relation and relation.external else ""
            self._children(node, line, target or href)
        elif node.tag == W + "bookmarkStart":
            line.open[node.get(W + "id", "")] = (self.ids_of(node), len(line.pieces) + len(line.pictures))
        elif node.tag == W + "bookmarkEnd" and (opened := line.open.pop(node.get(W + "id", ""), None)):
            line.ids += opened[0]
        elif node.tag == W + "fldSimple":
            instruction = node.get(W + "instr", "")
            if instruction.split()[:1] not in [[name] for name in _COUNTED]:
                link = _LINK.match(instruction)
                self._children(node, line, link[1] if link else href)
        elif node.tag in _TRANSPARENT:
            self._children(node, line, href)
        elif node.tag.startswith(_M):
            self._noticed.counts["formula"] += 1
            line.pieces.append(Piece(Run("".join(text.text or "" for text in node.iter(_M + "t")))))

    def _children(self, node: Element, line: _Parts, href: str) -> None:
        for inner in node:
            self._inline(inner, line, href)

    def _run(self, node: Element, line: _Parts, href: str) -> None:
        properties = node.find(W + "rPr")
        if is_on(properties, "vanish"):
            self._noticed.counts["hidden"] += 1
            return
        look = self._look(properties, line.look, href)
        start = len(line.pieces)
        for inner in node:
            self._inside(inner, line, look, href)
        size = value(properties, "sz")
        letters = sum(len(piece.run.text) for piece in line.pieces[start:])
        line.sizes[int(size) / 2 if size.isdecimal() else 0] += letters
        if any(piece.role == "sign" for piece in line.pieces[start:]):  # the sign that follows is the call's label
            signed = [piece for piece in line.pieces[start:] if piece.run.note]
            label = "".join(piece.run.text for piece in line.pieces[start:] if not piece.run.note)
            line.pieces[start:] = [Piece(Run(label, note=signed[-1].run.note))]

    def _inside(self, node: Element, line: _Parts, look: Piece, href: str) -> None:
        """Take one child of a run."""
        if node.tag == W + "fldChar":
            self._fields.meet(node.get(W + "fldCharType", ""))
        elif node.tag == W + "instrText" and self._fields.open:
            self._fields.open[-1].instruction += node.text or ""
        elif self._fields.hidden:
            return
        elif node.tag == W + "t" or node.tag in _SIGNS:
            self._text(_SIGNS.get(node.tag, node.text or ""), line, look)
        elif node.tag == W + "br":
            kind = node.get(W + "type", "textWrapping")
            if kind in ("page", "column"):
                line.breaks.append(kind)
            else:
                self._text("\n", line, look)
        elif node.tag == W + "sym":
            self._symbol(node, line, look)
        elif node.tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = "footnotes" if node.tag == W + "footnoteReference" else "endnotes"
            note, label = self._note(kind, node.get(W + "id", ""))
            if note:
                line.pieces.append(Piece(Run(label, note=note), "sign" if node.get(W + "customMarkFollows") else ""))
        elif node.tag == W + "ruby":
            self._ruby(node, line, look)
        elif node.tag == _MC + "AlternateContent":
            chosen = node.find(_MC + "Choice")
            for inner in chosen if chosen is not None else node.find(_MC + "Fallback"):
                self._inside(inner, line, look, href)
        elif node.tag in (W + "drawing", W + "pict", W + "object"):
            self._drawing(node, line)

    def _text(self, text: str, line: _Parts, look: Piece) -> None:
        if clean := self._cleaner.text(text, line.number):
            href = look.run.href or self._fields.href
            line.pieces.append(Piece(_with(look.run, text=clean, href=href), look.role))

    def _symbol(self, node: Element, line: _Parts, look: Piece) -> None:
        code = int(node.get(W + "char", "0"), 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", node.get(W + "char", "")) else 0
        if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF:  # a place in a font of signs, no character
            self._noticed.counts["symbol"] += 1
            code = 0x25A1
        self._text(chr(code), line, look)

    def _ruby(self, node: Element, line: _Parts, look: Piece) -> None:
        reading = "".join(text.text or "" for part in node.findall(W + "rt") for text in part.iter(W + "t"))
        base = node.find(W + "rubyBase")
        for run in () if base is None else base.iter(W + "r"):
            own = self._look(run.find(W + "rPr"), line.look, look.run.href)
            text = "".join(text.text or "" for text in run.iter(W + "t"))
            if not text:
                continue
            line.pieces.append(Piece(_with(own.run, text=self._cleaner.text(text), ruby=self._cleaner.text(reading))))

    def _drawing(self, node: Element, line: _Parts) -> None:
        self.boxes += list(node.iter(W + "txbxContent"))
        blips = [*node.iter(_A + "blip"), *node.iter(_V + "imagedata")]
        for blip in blips:
            relation = self._relations.get(blip.get(R + "embed") or blip.get(R + "id") or "")
            said = next(node.iter(_WP + "docPr"), None)
            alt = said.get("descr", "") if said is not None else ""
            decorative = any(mark.get("val") in ("1", "true") for mark in node.iter(_DECORATIVE))
            part = relation.target if relation and not relation.external else ""
            line.pictures.append(Drawn(part, self._cleaner.text(alt), decorative))
        if not blips and next(node.iter(W + "txbxContent"), None) is None:
            self._noticed.counts["object"] += 1

    def _look(self, properties: Element, look: Look, href: str) -> Piece:
        """Return an empty piece with what the run properties say, inside a paragraph that looks like `look`."""
        if properties is None:
            return Piece(Run("", (), href))
        style_id = value(properties, "rStyle")
        role = self._styles.character(style_id) if style_id else ""
        named = self._styles.look(style_id) if style_id and not role and not href else Look()
        marks: list[Mark] = []
        if is_on(properties, "b") or (named.bold and is_on(properties, "b") is None):
            marks.append("bold")
        italic = is_on(properties, "i")
        if (italic is not None and italic != look.italic) or (named.italic and italic is None):
            marks.append("italic")
        if value(properties, "u", default="none") != "none" and not href:
            marks.append("underline")
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            marks.append("strike")
        if role != "call" and (vertical := value(properties, "vertAlign")) in ("superscript", "subscript"):
            marks.append("superscript" if vertical == "superscript" else "subscript")
        if is_on(properties, "smallCaps"):
            marks.append("small-caps")
        if role == "code" or (self._code_font and font_of(properties) == self._code_font):
            marks.append("code")
        attribute = "bidi" if is_on(properties, "rtl") else "val"
        language = value(properties, "lang", attribute) or value(properties, "lang")
        return Piece(Run("", tuple(marks), href, language), "" if role == "code" else role)


class _Parts:
    """A paragraph in the making."""

    def __init__(self, look: Look, ids: list[str]) -> None:
        self.look, self.ids, self.number = look, ids, 0
        self.open: dict[str, tuple[tuple[str, ...], int]] = {}  # bookmark → ids, number of things before it
        self.pieces: list[Piece] = []
        self.pictures: list[Drawn] = []
        self.breaks: list[str] = []
        self.sizes: Counter[float] = Counter()  # letters by the size that their runs name; 0 = none


def _with(run: Run, **changes: str) -> Run:
    return Run(
        changes.get("text", run.text), run.marks, changes.get("href", run.href), run.language, run.direction,
        changes.get("note", run.note), changes.get("ruby", run.ruby),
    )  # fmt: skip


def _join(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces with neighbours joined that Word has cut apart for reasons of its own."""
    last: Piece | None = None
    for piece in pieces:
        if last and _same_look(last, piece):
            last = Piece(_with(last.run, text=last.run.text + piece.run.text), last.role)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _with_initial(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with a letter in front of the dateline taken to it: a drop cap as LibreOffice saves it."""
    if len(pieces) > 1 and pieces[1].role == "dateline" and not pieces[0].role and len(pieces[0].run.text) <= _INITIAL:
        return (Piece(pieces[0].run, "dateline"), *pieces[1:])
    return pieces


def _same_look(one: Piece, other: Piece) -> bool:
    if one.run.note or other.run.note or one.run.ruby or other.run.ruby or one.role != other.role:
        return False
    return _with(one.run, text="") == _with(other.run, text="")


def id_of(bookmark: Element, marks: Mapping[str, str]) -> str:
    """Return what the bookmark stands for, "" for one that is not ours; LibreOffice renames some to ``…_Copy_1``."""
    name = bookmark.get(W + "name", "")
    return marks.get(name) or marks.get(_COPY.sub("", name), "")


def bookmarks_of(root: Element, marks: Mapping[str, str]) -> dict[str, str]:
    """Return what the bookmarks of a part stand for, by their numbers."""
    found = {node.get(W + "id", ""): id_of(node, marks) for node in root.iter(W + "bookmarkStart")}
    return {number: name for number, name in found.items() if name}


def is_paragraph_deleted(paragraph: Element) -> bool:
    """Return True when the end of the paragraph is a deletion, so that it runs on into the next."""
    found = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
    return found is not None
