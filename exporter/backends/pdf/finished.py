"""What is done to a finished file with pikepdf: pages imposed on sheets, or put in the order in which they load."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from exporter.backends.pdf.options import Imposition
from exporter.report import Report, ResourceError

if TYPE_CHECKING:
    import pikepdf

Place = tuple[int | None, float, float, float]  # page from 0 (None = blank), x, y, scale
INSTALL = "pip install 'exporter[pdf]'"


def impose(data: bytes, scheme: Imposition, creep: float) -> bytes:
    """Return the file with several pages on each sheet; raises ResourceError without pikepdf.

    A booklet's sheet is two pages wide, to be printed on both sides (turned on the short edge), folded and stitched;
    `creep`, in points, is what each sheet adds to the fold. 2up and 4up fit their pages on paper of a page's size.
    The structure goes on naming the content; links and bookmarks, which lead to pages, are left out.
    """
    try:
        import pikepdf
    except ImportError as error:
        raise ResourceError("imposing pages needs pikepdf, which is not installed", hint=INSTALL) from error
    with pikepdf.open(BytesIO(data)) as pdf:
        width, height = _size(pdf.pages[0])
        count = len(pdf.pages)
        sheets = list(_booklet(count, width, creep) if scheme == "booklet" else _several(count, width, height, scheme))
        size = {"booklet": (2 * width, height), "2up": (height, width), "4up": (width, height)}[scheme]
        _rebuild(pdf, sheets, size)
        file = BytesIO()
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


def load_page_by_page(data: bytes, report: Report) -> bytes:
    """Return the file linearised (ISO 32000-1, annex F), or as it is, with a finding, without pikepdf."""
    try:
        import pikepdf
    except ImportError:
        message = "the file loads as a whole, because pikepdf is not installed"
        report.add("web-whole", "info", message, hint=INSTALL)
        return data
    with pikepdf.open(BytesIO(data)) as pdf:
        file = BytesIO()
        # Without object streams, which save 3 %: with them the table of what the first page needs comes out wrong.
        pdf.save(file, linearize=True, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


def _booklet(count: int, width: float, creep: float) -> Iterator[list[Place]]:
    """Yield the sides of the sheets, outermost first, front before back; inner sheets move towards the fold."""
    whole = -(-count // 4) * 4
    for sheet in range(whole // 4):
        move = sheet * creep
        for left, right in ((whole - 1 - 2 * sheet, 2 * sheet), (2 * sheet + 1, whole - 2 - 2 * sheet)):
            pair = ((left, move), (right, width - move))
            yield [(page if page < count else None, x, 0.0, 1.0) for page, x in pair]


def _several(count: int, width: float, height: float, scheme: Imposition) -> Iterator[list[Place]]:
    """Yield the sheets with their pages in reading order, each as large as its part of the sheet lets it be."""
    if scheme == "2up":
        scale = min(height / 2 / width, width / height)
        corners = [(column * height / 2 + (height / 2 - width * scale) / 2, 0.0) for column in (0, 1)]
    else:
        scale = 0.5
        corners = [(column * width / 2, row * height / 2) for row in (1, 0) for column in (0, 1)]
    for start in range(0, count, len(corners)):
        pages = range(start, min(start + len(corners), count))
        yield [(page, x, y, scale) for page, (x, y) in zip(pages, corners, strict=False)]


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(corner) for corner in page.trimbox)
    return right - left, top - bottom


def _rebuild(pdf: pikepdf.Pdf, sheets: list[list[Place]], size: tuple[float, float]) -> None:
    """Put the pages, as forms, on sheets in their place, and let the structure point to the forms."""
    import pikepdf

    pages = [page.obj for page in pdf.pages]
    forms = [pdf.make_indirect(page.as_form_xobject()) for page in pdf.pages]
    homes: dict[tuple[int, int], tuple[Any, Any]] = {}
    for form, source in zip(forms, pages, strict=True):
        form.StructParents = source.StructParents
    for sheet in sheets:
        made = pdf.add_blank_page(page_size=size)
        made.obj.TrimBox = made.obj.MediaBox
        for page, x, y, scale in sheet:
            if page is not None:
                name = pikepdf.Name(f"/P{page}")  # of itself, pikepdf takes a name by chance
                made.add_resource(forms[page], pikepdf.Name.XObject, name)
                made.contents_add(b"q %.4f 0 0 %.4f %.2f %.2f cm %s Do Q\n" % (scale, scale, x, y, str(name).encode()))
                homes[pages[page].objgen] = (made.obj, forms[page])
    del pdf.pages[: len(pages)]
    for key in ("/Outlines", "/PageLabels", "/PageMode"):
        if key in pdf.Root:
            del pdf.Root[key]
    _move_structure(pdf.Root.StructTreeRoot.K, homes)


def _move_structure(element: Any, homes: dict[tuple[int, int], tuple[Any, Any]]) -> None:
    """Let the element and those inside it name content in forms on sheets instead of on pages."""
    import pikepdf

    own = element.get("/Pg")
    kids = element.get("/K", pikepdf.Array())
    moved = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            moved.append(_content(homes[own.objgen], kid))
        elif kid.get("/Type") == "/MCR":
            moved.append(_content(homes[kid.Pg.objgen], int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            element.S = pikepdf.Name.Span
        else:
            _move_structure(kid, homes)
            moved.append(kid)
    element.K = pikepdf.Array(moved)
    if own is not None:
        element.Pg = homes[own.objgen][0]


def _content(home: tuple[Any, Any], number: int) -> Any:
    import pikepdf

    return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=home[0], Stm=home[1], MCID=number)
