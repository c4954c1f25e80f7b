"""Sound files of ours, and ways to spoil them: what the cases in `cases/` are made with."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from PIL import Image

from exporter.cli.run import run
from exporter.style.load import bundled_styles

FIXTURES = Path(__file__).parents[1] / "readers" / "fixtures"
STORY = """---
headline: Harbour opens
byline: By Ida Strand
rights: © 2026 The Courier
language: en
---

The new harbour opened on Monday. [The plan](https://example.org/plan) is ten years old.[^1]

## What it cost

| Year | Boats |
|---|---|
| 2025 | 28 |

Ships came from everywhere.

![Cranes above a quay.](quay.jpg "The quay on Monday."){credit="Ida Strand"}

[^1]: It was drawn twice.
"""


def picture(name: str = "quay.jpg", size: tuple[int, int] = (1200, 800), color: str = "#8899aa") -> None:
    """Write a picture into the current folder."""
    Image.new("RGB", size, color).save(name)


def set_in_a_font(format: str, licence: int) -> list[str]:
    """Write a story set in a font with these bits of its licence (OS/2, fsType); return how to export it with it."""
    font = TTFont(bundled_styles() / "fonts" / "stix-two-text" / "STIXTwoText_400Regular.ttf")
    font["OS/2"].fsType = licence
    font.save("ours.ttf")
    table = {"docx": "word", "epub": "epub"}[format]
    look = f'extends = "newspaper"\n[families.text]\nitalic = "ours.ttf"\n[{table}]\nembed-fonts = true\n'
    Path("look.toml").write_text(look, "utf-8")
    Path("harbour.md").write_text(STORY, "utf-8")
    picture()
    return ["export", "harbour.md", "--to", format, "--style", "look.toml", "-o", "out"]


def export(*arguments: str, story: str = STORY) -> None:
    """Write the story and its picture into the current folder, and the files asked for into `out`."""
    Path("harbour.md").write_text(story, "utf-8")
    picture()
    assert run(["export", "harbour.md", "-o", "out", "-q", *arguments]) == 0


def rewrite(path: str, name: str, change: Callable[[bytes], bytes | None]) -> None:
    """Change one file inside a zip; None takes it out. What is written to a name that is not there is added."""
    source, stream = zipfile.ZipFile(BytesIO(Path(path).read_bytes())), BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data: bytes | None = source.read(entry)
            if entry.filename == name:
                data = change(data or b"")
            if data is not None:
                target.writestr(entry, data)
        if name not in source.namelist():
            target.writestr(name, change(b"") or b"")
    Path(path).write_bytes(stream.getvalue())


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    """Return a change that puts `new` in the place of the first `old`, which must be there."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), 1)

    return change


def spoil_word(part: str, old: str, new: str) -> list[str]:
    """Return the command that checks a Word file in which one thing was changed."""
    export("--to", "docx")
    rewrite("out/harbour.docx", part, swap(old, new))
    return ["check", "out/harbour.docx"]


def spoil_book(part: str, old: str, new: str) -> list[str]:
    """Return the command that checks an EPUB in which one thing was changed."""
    export("--to", "epub")
    rewrite("out/harbour.epub", part, swap(old, new))
    return ["check", "out/harbour.epub"]


def spoil_pdf(change: Callable[[pikepdf.Pdf], None], *arguments: str) -> list[str]:
    """Return the command that checks a PDF in which one thing was changed."""
    export("--to", "pdf", *arguments)
    with pikepdf.open(BytesIO(Path("out/harbour.pdf").read_bytes())) as pdf:
        change(pdf)
        pdf.save("out/harbour.pdf")
    return ["check", "out/harbour.pdf"]


def write_book(path: str, *bodies: str) -> None:
    """Write an EPUB as another program makes it, with a page for each body."""
    pages = "".join(
        f'<item id="p{n}" href="p{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(1, len(bodies) + 1)
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(1, len(bodies) + 1))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Stories</dc:title><dc:language>en</dc:language></metadata>"
        f"<manifest>{pages}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile '
        'full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", container)
        book.writestr("book.opf", package)
        for number, body in enumerate(bodies, 1):
            page = f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>A page</title></head><body>{body}</body></html>'
            book.writestr(f"p{number}.xhtml", page)


def compare_book(change: Callable[[str], str], story: str = STORY) -> list[str]:
    """Return the command that compares the story with an EPUB whose page of the story was changed."""
    export("--to", "epub", story=story)
    rewrite("out/harbour.epub", "EPUB/a1.xhtml", lambda data: change(data.decode()).encode())
    return ["compare", "harbour.md", "out/harbour.epub"]


def paragraph(page: str, words: str) -> str:
    """Return the paragraph of an XHTML page that begins with the words, tags and all."""
    start = page.rindex("<p", 0, page.index(words))
    return page[start : page.index("</p>", start) + 4]
