"""Hostile Word files, books and PDFs as stories; and as finished files that are to be checked or compared."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache

from cases import Case, Content
from files import png

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'


def packed_cases() -> Iterator[Case]:
    """Yield all cases of this file."""
    for name, (ends, data) in {**word_files(), **books(), **zips()}.items():
        yield Case(f"packed-{name}", ends, {name.partition("-")[0] + "-story": data})
    for name, (ends, data) in pdfs().items():
        yield Case(f"pdf-{name}", ends, {"story.pdf": data})
        yield Case(f"check-pdf-{name}", "1", {"story.pdf": data}, ("check", "story.pdf"))
    for name in ("bomb", "entities", "outside", "cut", "fields"):
        _, data = word_files()[f"word-{name}"]
        yield Case(f"check-word-{name}", "1", {"a.docx": data}, ("check", "a.docx"))
    for name in ("bomb", "entities", "script", "outside", "cut"):
        _, data = books()[f"book-{name}"]
        yield Case(f"check-book-{name}", "1", {"a.epub": data}, ("check", "a.epub"))
    for kind in ("inspect", "check"):
        for name, content in {"zeros": b"\0" * 9_999, "empty": b"", "text": b"words", "zip": pack({"a": b"b"})}.items():
            ends = "0" if name == "text" else "4"
            yield Case(f"{kind}-bytes-{name}", ends, {"a.bin": content}, (kind, "a.bin"))
    files: dict[str, Content] = {"a.docx": word_files()["word-cut"][1], "b.md": "# H\n\nWords.\n"}
    yield Case("diff-a-cut-word-file", "4", files, ("diff", "b.md", "a.docx"))


def pack(files: dict[str, str | bytes], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """Return a zip of the files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return stream.getvalue()


@lru_cache(maxsize=1)
def word_files() -> dict[str, tuple[str, Content]]:
    """Return Word files by name, with how their export ends."""
    text = "<w:p><w:r><w:t>The harbour opened on Monday.</w:t></w:r></w:p>"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def word(body: str = text, relations: str = "", head: str = "", **more: str | bytes) -> bytes:
        files: dict[str, str | bytes] = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{link}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}/>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        }
        return pack({**files, **more})

    def related(kind: str, target: str, outside: bool = True) -> str:
        mode = ' TargetMode="External"' if outside else ""
        return f'<Relationship Id="r9" Type="{link}/{kind}" Target="{target}"{mode}/>'

    def field(code: str) -> str:
        return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'

    picture = '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="r9" r:embed="r9"/></w:drawing></w:r></w:p>'
    nested = "<w:tbl><w:tr><w:tc>" * 80 + text + "</w:tc></w:tr></w:tbl>" * 80
    whole = word()
    return {
        "word-plain": ("0", lambda: whole),
        "word-cut": ("4 input", lambda: whole[: len(whole) // 2]),
        "word-bomb": ("4 input", lambda: word("<w:p><w:r><w:t>" + " " * 200_000_000 + "</w:t></w:r></w:p>")),
        "word-bomb-of-nodes": ("4 input", lambda: word("<w:p/>" * 3_000_000)),
        "word-entities": ("4 input", lambda: word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head='<!DOCTYPE w [<!ENTITY x SYSTEM "../outside.txt">]>')),
        "word-laughs": ("4 input", lambda: word("<w:p><w:r><w:t>&y;</w:t></w:r></w:p>", head='<!DOCTYPE w [<!ENTITY x "lol"><!ENTITY y "&x;&x;">]>')),
        "word-outside": ("0 photo-not-supplied", lambda: word(text + picture, related("image", "file:///etc/passwd"))),
        "word-picture-http": ("0 photo-not-supplied", lambda: word(text + picture, related("image", "http://127.0.0.1:9/a.png"))),
        "word-picture-traversal": ("4 input", lambda: word(text + picture, related("image", "../../../outside.txt", outside=False))),
        "word-template-http": ("0", lambda: word(text, related("attachedTemplate", "http://127.0.0.1:9/x.dotm"))),
        "word-link-script": ("0", lambda: word(f'<w:p><w:hyperlink r:id="r9"><w:r><w:t>words</w:t></w:r></w:hyperlink></w:p>{text}', related("hyperlink", "javascript:alert(1)"))),
        "word-fields": ("0", lambda: word(field("DDEAUTO c:\\\\windows\\\\cmd.exe") + field("INCLUDETEXT /etc/passwd") + field("HYPERLINK javascript:x") + text)),
        "word-macro": ("0", lambda: word(text, **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})),
        "word-object": ("0 docx-left-out", lambda: word(text + "<w:p><w:r><w:object/></w:r></w:p>", related("oleObject", "file:///etc/passwd"))),
        "word-chunk": ("0", lambda: word(text + '<w:altChunk r:id="r9"/>', related("aFChunk", "../outside.txt"))),
        "word-deep-tables": ("4 input", lambda: word(nested)),
        "word-styles-in-a-ring": ("0", lambda: word(text, **{"word/styles.xml": f'<w:styles {W}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'})),
        "word-spans-huge": ("0", lambda: word('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>' + text + "</w:tc><w:tc>" + text + "</w:tc></w:tr></w:tbl>" + text)),
        "word-list-levels": ("0", lambda: word('<w:p><w:pPr><w:numPr><w:ilvl w:val="99999"/><w:numId w:val="-1"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>' + text)),
        "word-note-missing": ("0", lambda: word('<w:p><w:r><w:t>words</w:t><w:footnoteReference w:id="77"/></w:r></w:p>' + text)),
        "word-control-characters": ("0 control-characters bidi-overrides", lambda: word("<w:p><w:r><w:t>a&#x85;b&#x9b;c&#x202e;d</w:t></w:r></w:p>" + text)),
        "word-empty": ("0 body-missing", lambda: word("")),
        "word-no-document": ("4 input", lambda: pack({"word/document.xml": b"", "[Content_Types].xml": b""})),
        "word-not-xml": ("4 input", lambda: word().replace(b"PK\x03\x04", b"PK\x03\x04", 1)[:-60] + b"\0" * 60),
        "word-kept-broken": ("0", lambda: word(text, **{"customXml/item1.xml": '<x xmlns="urn:exporter:story">!!</x>'})),
    }  # fmt: skip


@lru_cache(maxsize=1)
def books() -> dict[str, tuple[str, Content]]:
    """Return books by name, with how their export ends."""
    words = "<h1>Harbour</h1><p>" + "The harbour opened on Monday. " * 10 + "</p>"

    def book(body: str = words, href: str = "p.xhtml", head: str = "", opf: str = "", **more: str | bytes) -> bytes:
        files: dict[str, str | bytes] = {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": CONTAINER.format("OPS/book.opf"),
            "OPS/book.opf": opf
            or f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title></metadata><manifest><item id="p" href="{href}" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="p"/></spine></package>',
            "OPS/p.xhtml": f'{head}<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>T</title></head><body>{body}</body></html>',
        }
        return pack({**files, **more})

    whole = book()
    return {
        "book-plain": ("0", lambda: whole),
        "book-cut": ("4 input", lambda: whole[: len(whole) // 2]),
        "book-bomb": ("4 input", lambda: book("<p>" + "word " * 30_000_000 + "</p>")),
        "book-entities": ("0", lambda: book("<p>&x; words</p>" + words, head='<!DOCTYPE html [<!ENTITY x SYSTEM "../../outside.txt">]>')),
        "book-script": ("0 epub-left-out", lambda: book("<script>alert(1)</script><p onclick='x'>Words <a href='javascript:x'>link</a></p>" + words)),
        "book-outside": ("4 input", lambda: book(href="../../../outside.txt")),
        "book-absolute": ("4 input", lambda: book(href="/etc/passwd")),
        "book-http": ("4 input", lambda: book(href="http://127.0.0.1:9/p.xhtml")),
        "book-picture-outside": ("0 epub-picture", lambda: book(words + "<img src='../../../outside.txt' alt='x'/><img src='file:///etc/passwd' alt='y'/><img src='http://127.0.0.1:9/a.png' alt='z'/>")),
        "book-names-outside": ("0 zip-name", lambda: book(**{"../../evil.xhtml": words, "/etc/cron.d/x": "x", "OPS/..\\evil": "x"})),
        "book-container-outside": ("4 input", lambda: book(**{"META-INF/container.xml": CONTAINER.format("../../outside.txt")})),
        "book-no-spine": ("4 input", lambda: book(opf='<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest/><spine/></package>')),
        "book-spine-ten-thousand": ("0", lambda: book(opf='<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest><item id="p" href="p.xhtml" media-type="application/xhtml+xml"/></manifest><spine>' + '<itemref idref="p"/>' * 10_000 + "</spine></package>")),
        "book-deep": ("4 input", lambda: book("<div>" * 3_000 + words + "</div>" * 3_000)),
        "book-encrypted": ("0", lambda: book(**{"META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="http://x"/><CipherData><CipherReference URI="OPS/p.xhtml"/></CipherData></EncryptedData></encryption>'})),
        "book-picture-bomb": ("0", lambda: book(words + "<img src='a.png' alt='x'/>", **{"OPS/a.png": png(9_000, 1)})),
        "book-kept-broken": ("0 epub-original", lambda: book(**{"META-INF/exporter-edition.json": b"{"})),
    }  # fmt: skip


def zips() -> dict[str, tuple[str, Content]]:
    """Return zips that are neither, or that lie."""
    many = {f"word/{n}.xml": b"" for n in range(25_000)}
    plain = pack({"word/document.xml": b"<w/>"})
    lies = bytearray(plain)
    at = plain.index(b"PK\x01\x02")
    lies[at + 24 : at + 28] = b"\xff\xff\xff\x7f"
    encrypted = bytearray(plain)
    encrypted[6] |= 1
    encrypted[at + 8] |= 1
    return {
        "zip-many-entries": ("4 input", lambda: pack({**many, "word/document.xml": b"<w/>"})),
        "zip-lies-about-its-size": ("4 input", lambda: bytes(lies)),
        "zip-encrypted": ("4 input", lambda: bytes(encrypted)),
        "zip-of-itself": ("4 input", lambda: pack({"a.zip": plain, "word/document.xml": plain})),
        "zip-without-end": ("4 input", lambda: plain[:-22]),
        "zip-method-unknown": ("4 input", lambda: plain.replace(b"PK\x01\x02" + plain[at + 4 : at + 12], b"PK\x01\x02" + plain[at + 4 : at + 10] + b"\x63\0")),
    }  # fmt: skip


def pdfs() -> dict[str, tuple[str, Content]]:
    """Return PDF files that are no story of ours."""
    xref = (
        b"1 0 obj <</Type/XRef/W[1 9 9]/Size 9999999/Root 2 0 R/Length 30>> stream\n"
        + b"\1" * 30
        + b"\nendstream endobj\n"
    )
    stream = b"1 0 obj <</Filter/FlateDecode/Length 9>> stream\n"
    return {
        "head-only": ("4 input", b"%PDF-1.7\n"),
        "no-end": ("4 input", b"%PDF-1.7\n1 0 obj <<>> endobj\n"),
        "offset-outside": ("4 input", b"%PDF-1.7\nstartxref\n99999999999999\n%%EOF"),
        "offset-itself": ("4 input", b"%PDF-1.7\nstartxref\n9\n%%EOF"),
        "offset-digits": ("4 input", b"%PDF-1.7\nstartxref\n" + b"9" * 900 + b"\n%%EOF"),
        "table-huge": ("4 input", b"%PDF-1.7\n" + xref + b"startxref\n9\n%%EOF"),
        "stream-bomb": ("4 input", lambda: b"%PDF-1.7\n" + stream + zlib.compress(b"\0" * 150_000_000, 9) + b"\nendstream endobj\nstartxref\n9\n%%EOF"),
        "brackets": ("4 input", b"%PDF-1.7\n1 0 obj " + b"<<" * 200_000 + b" endobj\nstartxref\n9\n%%EOF"),
        "script": ("4 input", b"%PDF-1.7\n1 0 obj <</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>> endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"),
    }  # fmt: skip
