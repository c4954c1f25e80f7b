"""A finished EPUB is read by code that did not write it, and each fault is found by its code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from exporter.preflight.epub import check_epub
from exporter.report import Finding

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="B/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="u">x</dc:identifier><dc:title>T</dc:title>
<dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta><meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text only.</meta></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="t/a.xhtml" media-type="application/xhtml+xml"/><item id="c" href="c.css" media-type="text/css"/>
<item id="i" href="i.png" media-type="image/png"/></manifest><spine><itemref idref="a"/></spine></package>"""
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en"><head><title>T</title>
<link rel="stylesheet" href="{up}c.css"/></head><body>{body}</body></html>"""
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "B/p.opf": PACKAGE,
    "B/nav.xhtml": PAGE.format(up="", body='<nav epub:type="toc"><ol><li><a href="t/a.xhtml#s">S</a></li></ol></nav>'),
    "B/t/a.xhtml": PAGE.format(up="../", body='<p id="s"><img src="../i.png" alt=""/><a href="#s">x</a></p>'),
    "B/c.css": "p { margin: 0 }",
    "B/i.png": "x",
}


def pack(parts: dict[str, str], stored: bool = True) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            plain = name == "mimetype" and stored
            archive.writestr(name, text, zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED)
    return data.getvalue()


def swap(name: str, old: str, new: str) -> Callable[[], bytes]:
    assert old in BOOK[name], (name, old)
    return lambda: pack({**BOOK, name: BOOK[name].replace(old, new)})


def without(name: str) -> Callable[[], bytes]:
    return lambda: pack({part: text for part, text in BOOK.items() if part != name})


def extra(name: str, text: str = "x") -> Callable[[], bytes]:
    return lambda: pack({**BOOK, name: text})


def body(markup: str) -> Callable[[], bytes]:
    return swap("B/t/a.xhtml", "<p id", f"{markup}<p id")


A, NAV, OPF, CSS = "B/t/a.xhtml", "B/nav.xhtml", "B/p.opf", "B/c.css"
FAULTS: list[tuple[str, str, Callable[[], bytes]]] = [
    ("epub-container", "no zip", lambda: b"PK nothing"),
    ("epub-container", "empty zip", lambda: pack({})),
    ("epub-container", "mimetype packed", lambda: pack(BOOK, stored=False)),
    ("epub-container", "mimetype wrong", swap("mimetype", "epub", "epup")),
    ("epub-container", "mimetype last", lambda: pack(dict(reversed(BOOK.items())))),
    ("epub-container", "no container", without("META-INF/container.xml")),
    ("epub-container", "no rootfile", swap("META-INF/container.xml", "rootfile full", "x full")),
    ("epub-container", "no package", without(OPF)),
    ("epub-container", "package broken", swap(OPF, "</package>", "")),
    ("epub-container", "page broken", swap(A, "</body>", "")),
    ("epub-container", "way up", extra("B/../../evil.xhtml")),
    ("epub-container", "absolute name", extra("/etc/passwd")),
    ("epub-container", "drive", extra("C:evil")),
    ("epub-manifest", "item missing", without("B/i.png")),
    ("epub-manifest", "file unlisted", extra("B/more.txt")),
    ("epub-manifest", "spine lost", swap(OPF, 'idref="a"', 'idref="z"')),
    ("epub-manifest", "spine empty", swap(OPF, '<itemref idref="a"/>', "")),
    ("epub-manifest", "no nav", swap(OPF, ' properties="nav"', "")),
    ("epub-manifest", "no toc", swap(NAV, '"toc"', '"landmarks"')),
    ("epub-id-twice", "package", swap(OPF, 'id="i"', 'id="c"')),
    ("epub-id-twice", "page", swap(A, "<a href", '<a id="s" href')),
    ("epub-metadata-missing", "title", swap(OPF, "<dc:title>T", "<dc:title> ")),
    ("epub-metadata-missing", "modified", swap(OPF, "dcterms:modified", "dcterms:created")),
    ("epub-metadata-missing", "hazard", swap(OPF, "schema:accessibilityHazard", "schema:other")),
    ("epub-metadata-missing", "identifier", swap(OPF, 'unique-identifier="u"', 'unique-identifier="v"')),
    ("epub-language-missing", "package", swap(OPF, ' xml:lang="en"', "")),
    ("epub-language-missing", "page", swap(A, ' xml:lang="en"', "")),
    ("epub-alt-missing", "img", swap(A, ' alt=""', "")),
    ("epub-link-broken", "file", swap(NAV, "t/a.xhtml#s", "t/b.xhtml")),
    ("epub-link-broken", "id", swap(NAV, "#s", "#t")),
    ("epub-link-broken", "own id", swap(A, 'href="#s"', 'href="#t"')),
    ("epub-link-broken", "picture", swap(A, "../i.png", "i.png")),
    ("epub-active-content", "script", body("<script>1</script>")),
    ("epub-active-content", "iframe", body('<iframe src="x"/>')),
    ("epub-active-content", "handler", swap(A, "<p id", '<p onclick="x()" id')),
    ("epub-active-content", "javascript", body('<a href=" JavaScript:x()">x</a>')),
    ("epub-active-content", "file link", body('<a href="file:///etc/passwd">x</a>')),
    ("epub-active-content", "remote picture", body('<img alt="" src="https://h.example/x.png"/>')),
    ("epub-active-content", "remote picture without scheme", body('<img alt="" src="//h.example/x.png"/>')),
    ("epub-active-content", "remote sheet", swap(A, "../c.css", "https://h.example/c.css")),
    ("epub-active-content", "style attribute", swap(A, "<p id", '<p style="background: url(http://h.example)" id')),
    ("epub-active-content", "import", swap(CSS, "p {", "@import 'x'; p {")),
    ("epub-active-content", "remote font", swap(CSS, "margin: 0", "src: url( 'https://h.example/f' )")),
]


def test_a_sound_book_gives_no_finding() -> None:
    assert check_epub(pack(BOOK)) == ()


@pytest.mark.parametrize(("code", "name", "make"), FAULTS, ids=[f"{code}: {name}" for code, name, _ in FAULTS])
def test_a_fault_is_found_by_its_code(code: str, name: str, make: Callable[[], bytes]) -> None:
    findings = check_epub(make())
    assert code in {finding.code for finding in findings}
    assert all(isinstance(finding, Finding) and finding.message for finding in findings)


def test_a_finding_names_the_file_and_the_line() -> None:
    (finding,) = check_epub(body("\n\n<script/>")())
    assert (finding.where.source, finding.where.line) == (A, 4)


def test_a_name_that_stands_twice_in_the_zip_is_found() -> None:
    data = io.BytesIO(pack(BOOK))
    with zipfile.ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("B/c.css", "q {}")
    assert [finding.message for finding in check_epub(data.getvalue())] == ["the zip holds this name twice"]


def test_entities_are_not_expanded_and_files_outside_not_read() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    page = bomb + BOOK[A].replace("x</a>", "&b;&f;</a>")
    assert check_epub(pack({**BOOK, A: page})) == ()


def test_a_page_larger_than_is_read_is_said_to_be_so() -> None:
    big = BOOK[A].replace("<p id", " " * 21_000_000 + "<p id")
    (finding,) = check_epub(pack({**BOOK, A: big}))
    assert finding.code == "epub-container" and "more than is read" in finding.message


@pytest.mark.parametrize("cut", [10, 100, 600, -30])
def test_a_truncated_file_is_a_finding_and_no_error(cut: int) -> None:
    assert [finding.code for finding in check_epub(pack(BOOK)[:cut])] == ["epub-container"]


def test_a_damaged_file_is_a_finding_and_no_error() -> None:
    data = pack(BOOK)
    for at in range(30, len(data), 37):
        damaged = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        assert all(isinstance(finding, Finding) for finding in check_epub(damaged))


MASKS = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">
<e:EncryptedData><e:EncryptionMethod Algorithm="{algorithm}"/><e:CipherData><e:CipherReference URI="{name}"/>
</e:CipherData></e:EncryptedData></encryption>"""


@pytest.mark.parametrize(
    ("algorithm", "name", "codes"),
    [
        ("http://www.idpf.org/2008/embedding", "B/i.png", []),
        ("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "B/t/a.xhtml", ["epub-encrypted"]),
        ("http://www.idpf.org/2008/embedding", "B/gone.ttf", ["epub-manifest"]),
    ],
)
def test_only_fonts_may_be_masked(algorithm: str, name: str, codes: list[str]) -> None:
    book = pack({**BOOK, "META-INF/encryption.xml": MASKS.format(algorithm=algorithm, name=name)})
    assert [finding.code for finding in check_epub(book)] == codes
