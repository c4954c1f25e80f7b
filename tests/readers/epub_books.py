"""Books made by hand for these tests, page by page, as other programs make them."""

from __future__ import annotations

import zipfile
from io import BytesIO

from PIL import Image

from exporter.env import Env, fixed_env
from exporter.model import Article
from exporter.pipeline import read_story
from exporter.readers.reading import Reading
from exporter.report import Report

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><ol>{entries}</ol></nav></body></html>"""
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
<head><title>A page</title></head><body>{body}</body></html>"""


def picture() -> bytes:
    """Return a small JPEG."""
    data = BytesIO()
    Image.new("RGB", (40, 30), "#335577").save(data, "JPEG")
    return data.getvalue()


def book(*bodies: str, nav: str = "", metadata: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """Return a book of the pages ``p1.xhtml``, ``p2.xhtml`` ... with the given bodies, and a picture ``i/sea.jpg``."""
    names = [f"p{number}" for number in range(1, len(bodies) + 1)]
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    contents = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}{contents if nav else ''}</manifest><spine>{spine}</spine></package>"
    )
    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": CONTAINER, "OPS/book.opf": package}
    files |= {f"OPS/{name}.xhtml": PAGE.format(body=body) for name, body in zip(names, bodies, strict=True)}
    files |= {"OPS/i/sea.jpg": picture()} | ({"OPS/nav.xhtml": NAV.format(entries=nav)} if nav else {}) | (more or {})
    return pack(files)


def pack(files: dict[str, str | bytes]) -> bytes:
    """Return a zip of the files."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files in a zip, in order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_book(data: bytes, env: Env | None = None) -> tuple[Reading, Report]:
    """Return what is read of the book, and the report."""
    report = Report()
    return read_story(data, "book.epub", env or fixed_env(), report), report


def story(body: str, **more: str) -> Article:
    """Return the one story of a book with the page."""
    return read_book(book(body, **more))[0].edition.articles[0]  # type: ignore[arg-type]
