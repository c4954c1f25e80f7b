"""The structure tree as objects of the file: elements, what they contain, and the way back from the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from exporter.backends.pdf.canvas import number, text_string

if TYPE_CHECKING:
    from exporter.backends.pdf.canvas import PdfCanvas

HEADING = "H"  # with a rank; becomes H1 to H6 when it is known which headings are on the pages
DEEPEST_HEADING = 6
DESCRIPTION = "Description"  # a list of terms and what is said of them; PDF 2.0 alone has a name for it
TABLE_PARTS = frozenset({"TR", "TH", "TD"})  # kept without content too, so that a table stays regular
CONTAINERS = frozenset(
    {"Document", "Sect", "Art", "Div", "BlockQuote", "L", "LI", "LBody", "Table", "TR", "Note", "Figure"}
)
PDF2 = "http://iso.org/pdf2/ssn"  # the namespace of PDF 2.0's standard elements
OLD_ROLES = frozenset({"Art", "BlockQuote", "Code"})  # those of ISO 32000-1 that it does not have
PARENTS_A_NODE = 500  # entries of the parent tree in one array; larger ones slow readers down


class Content(Struct, frozen=True):
    """A marked-content sequence: the page from 0 and its number there."""

    page: int
    mcid: int


class Annotation(Struct, frozen=True):
    """An annotation that belongs to an element: the page from 0, its object and its key in the parent tree."""

    page: int
    reference: int
    key: int


class Element:
    """One structure element. `rank` is the depth of a heading, `scope` what a header cell names."""

    __slots__ = (
        "alt", "bounds", "identifier", "kids", "language", "list_numbering", "number", "order", "parent", "rank",
        "role", "rtl", "scope", "span",
    )  # fmt: skip

    def __init__(self, role: str, parent: Element | None, *, language: str = "", rank: int = 0) -> None:
        self.role, self.parent, self.language, self.rank = role, parent, language, rank
        self.kids: list[Element | Content | Annotation] = []
        self.alt = self.identifier = self.scope = self.list_numbering = ""
        self.bounds: tuple[float, float, float, float] | None = None
        self.span = (1, 1)
        self.rtl: bool | None = None  # where it says how it and all inside it runs
        self.order = self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def walk(self) -> Iterator[Element]:
        """Yield the element and those inside it, each before its own."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def has_content(self) -> bool:
        """Return True when something on a page belongs to the element or to one inside it."""
        return any(not isinstance(kid, Element) or kid.has_content() for kid in self.kids)


def write_structure(
    root: Element, canvas: PdfCanvas, page_count: int, annotation_count: int, namespaces: bool = False
) -> int:
    """Write the elements that have content and the parent tree; return the number of the structure tree root.

    With `namespaces`, elements are those of PDF 2.0 where it has them (ISO 32000-2, 14.8.6).
    """
    _prune(root)
    _level_headings(root)
    elements = list(root.walk())
    tree = canvas.reserve()
    namespace = canvas.add(b"<</Type/Namespace/NS%s>>" % text_string(PDF2)) if namespaces else 0
    for element in elements:
        element.number = element.number or canvas.reserve()
        if namespaces:
            element.role = {"Note": "FENote"}.get(element.role, element.role)
        elif element.list_numbering == DESCRIPTION:
            element.list_numbering = ""
    pages = [canvas.page_reference(index) for index in range(page_count)]
    for element in elements:
        above = element.parent.number if element.parent else tree
        own = b"/NS %d 0 R" % namespace if namespaces and element.role not in OLD_ROLES else b""
        canvas.fill(element.number, _element(element, above, pages, own))
    parents = _parents(elements, page_count)
    entries = [_page_parents(parents[index]) for index in range(page_count)]
    entries += [b"%d 0 R" % parents_of.number for parents_of in _annotation_parents(elements, page_count)]
    canvas.fill(
        tree,
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%s%s>>"
        % (
            root.number,
            _number_tree(entries, canvas),
            page_count + annotation_count,
            _identifiers(elements),
            b"/Namespaces[%d 0 R]" % namespace if namespaces else b"",
        ),
    )
    return tree


def _prune(element: Element) -> None:
    kept: list[Element | Content | Annotation] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.role not in TABLE_PARTS and not kid.number and not kid.has_content():
                continue
            _prune(kid)
        kept.append(kid)
    element.kids = kept


def _level_headings(root: Element) -> None:
    """Number the headings by rank, never more than one deeper than the one before (PDF/UA-1, 7.4.2)."""
    level = 0
    for element in root.walk():
        if element.role == HEADING:
            level = max(1, min(element.rank, level + 1, DEEPEST_HEADING))
            element.role = f"H{level}"


def _element(element: Element, above: int, pages: list[int], namespace: bytes) -> bytes:
    page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
    entries = [b"/S/%s%s/P %d 0 R" % (element.role.encode(), namespace, above)]
    if page is not None:
        entries.append(b"/Pg %d 0 R" % pages[page])
    kids = [_kid(kid, page, pages) for kid in element.kids]
    if kids:
        entries.append(b"/K %s" % kids[0] if len(kids) == 1 else b"/K[%s]" % b" ".join(kids))
    for key, text in (
        ("Alt", element.alt),
        ("Lang", element.language),
        ("ID", element.identifier),
    ):
        if text:
            entries.append(b"/%s%s" % (key.encode(), text_string(text)))
    return b"<<%s%s>>" % (b"".join(entries), _attributes(element))


def _kid(kid: Element | Content | Annotation, page: int | None, pages: list[int]) -> bytes:
    match kid:
        case Element():
            return b"%d 0 R" % kid.number
        case Annotation():
            return b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (kid.reference, pages[kid.page])
        case Content() if kid.page == page:
            return b"%d" % kid.mcid
        case _:
            return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[kid.page], kid.mcid)


def _attributes(element: Element) -> bytes:
    owners: list[bytes] = []
    if element.bounds:
        box = b" ".join(number(corner) for corner in element.bounds)
        owners.append(b"<</O/Layout/Placement/Block/BBox[%s]>>" % box)
    if element.rtl is not None:
        owners.append(b"<</O/Layout/WritingMode/%s>>" % (b"RlTb" if element.rtl else b"LrTb"))
    if element.list_numbering:
        owners.append(b"<</O/List/ListNumbering/%s>>" % element.list_numbering.encode())
    columns, rows = element.span
    table = b"/Scope/%s" % element.scope.encode() if element.scope else b""
    table += b"/ColSpan %d" % columns if columns > 1 else b""
    table += b"/RowSpan %d" % rows if rows > 1 else b""
    if table:
        owners.append(b"<</O/Table%s>>" % table)
    return b"/A%s" % (owners[0] if len(owners) == 1 else b"[%s]" % b"".join(owners)) if owners else b""


def _parents(elements: list[Element], page_count: int) -> list[dict[int, Element]]:
    parents: list[dict[int, Element]] = [{} for _ in range(page_count)]
    for element in elements:
        for kid in element.kids:
            if isinstance(kid, Content):
                parents[kid.page][kid.mcid] = element
    return parents


def _page_parents(parents: dict[int, Element]) -> bytes:
    return b"[%s]" % b" ".join(b"%d 0 R" % parents[mcid].number for mcid in range(len(parents)))


def _annotation_parents(elements: list[Element], page_count: int) -> list[Element]:
    found = {kid.key: element for element in elements for kid in element.kids if isinstance(kid, Annotation)}
    return [found[key] for key in sorted(found)]


def _number_tree(entries: list[bytes], canvas: PdfCanvas) -> int:
    """Return the object of the number tree whose keys count from 0."""
    leaves: list[int] = []
    for start in range(0, len(entries), PARENTS_A_NODE):
        part = entries[start : start + PARENTS_A_NODE]
        rows = b"\n".join(b"%d %s" % (start + index, entry) for index, entry in enumerate(part))
        leaves.append(canvas.add(b"<</Limits[%d %d]/Nums[%s]>>" % (start, start + len(part) - 1, rows)))
    return canvas.add(b"<</Kids[%s]>>" % b" ".join(b"%d 0 R" % leaf for leaf in leaves))


def _identifiers(elements: list[Element]) -> bytes:
    """Return the name tree of elements with an identifier, in the order of their bytes as it has to be."""
    named = sorted((text_string(element.identifier), element.number) for element in elements if element.identifier)
    rows = b"".join(b"%s %d 0 R" % pair for pair in named)
    return b"/IDTree<</Names[%s]>>" % rows if rows else b""
