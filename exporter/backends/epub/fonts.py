"""The style's fonts in the book, where the style asks for them: the letters in use, masked, with their licences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from msgspec import Struct

from exporter.backends.epub.css import SELECTORS
from exporter.env import Folders
from exporter.limits import Limits
from exporter.regex import regex
from exporter.report import Report, ResourceError
from exporter.style.fonts import Face, open_book
from exporter.style.model import Family, Role, Slot, Style

MASKED = 1040  # bytes at the beginning of a font that are masked
ALGORITHM = "http://www.idpf.org/2008/embedding"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#"
ENCRYPTION_FILE = "META-INF/encryption.xml"
LICENCE_BYTES = 1_000_000
LONGEST_NAME = 60
LICENCES = ("OFL.txt", "LICENSE.txt", "LICENCE.txt", "LICENSE", "COPYING")
_TAG, _CLASSES = regex(r"<([a-z0-9]+)"), regex(r' class="([^"]*)"')
_PART = regex(r"\.?[a-z0-9-]+")  # of a selector: an element or a class
_ODD = regex(r"[^A-Za-z0-9_-]+")
SLOTS: tuple[tuple[Slot, str], ...] = (
    ("regular", "font-weight: normal; font-style: normal;"),
    ("italic", "font-weight: normal; font-style: italic;"),
    ("bold", "font-weight: bold; font-style: normal;"),
    ("bold-italic", "font-weight: bold; font-style: italic;"),
)


class EmbeddedFont(Struct, frozen=True):
    """A face in the book: its file, what it is, the bytes as masked."""

    href: str
    media_type: str
    data: bytes


class EmbeddedFonts(Struct, frozen=True):
    """All faces in the book, the rules of the style sheet that name them, and their licences by file name."""

    faces: tuple[EmbeddedFont, ...] = ()
    css: bytes = b""
    licences: Mapping[str, bytes] = {}


def embed_fonts(style: Style, pages: str, identifier: str, report: Report) -> EmbeddedFonts:
    """Return the faces that the pages are set in, with their letters; one whose licence forbids it is reported instead.

    `pages` are the book's pages as they are written, one after the other.
    """
    book = open_book(style.font_folders)
    letters = "".join(sorted(set(pages) | set(pages.upper())))
    faces: dict[str, EmbeddedFont] = {}  # by key
    rules: list[str] = []
    licences: dict[str, bytes] = {}
    for family, slot, description in _wanted(style, pages):
        file = family.file(slot)
        face = book.face(file)
        if not face.may_embed:
            message = f"the font {file} may not be embedded"
            report.add("epub-font-refused", "warning", message, hint="choose another font, or leave embed-fonts off")
            continue
        if file not in faces:
            href = f"fonts/{_name(face, faces)}.{'otf' if face.data[:4] == b'OTTO' else 'ttf'}"
            faces[file] = EmbeddedFont(href, f"font/{href[-3:]}", mask(face.subset(letters=letters), identifier))
        source = f'src: url("{faces[file].href}")'
        rules.append(f'@font-face {{ font-family: "{_quoted(family.name)}"; {description} {source}; }}\n')
        licences |= dict(_licences(face, report))
    return EmbeddedFonts(tuple(faces.values()), "".join(rules).encode(), licences)


def mask(data: bytes, identifier: str) -> bytes:
    """Return the font with its first 1,040 bytes masked by the book's identifier (EPUB 3.3, 4.4.3); twice undoes it."""
    key = hashlib.sha1("".join(identifier.split()).encode(), usedforsecurity=False).digest()
    head = data[:MASKED]
    return bytes(byte ^ key[index % len(key)] for index, byte in enumerate(head)) + data[MASKED:]


def list_masked(names: tuple[str, ...]) -> bytes:
    """Return ``encryption.xml``, which tells readers how to take the masks off; names are those in the zip."""
    root = etree.Element(f"{{{CONTAINER}}}encryption", nsmap={None: CONTAINER, "enc": ENCRYPTION})
    for name in names:
        entry = etree.SubElement(root, f"{{{ENCRYPTION}}}EncryptedData")
        etree.SubElement(entry, f"{{{ENCRYPTION}}}EncryptionMethod", Algorithm=ALGORITHM)
        content = etree.SubElement(entry, f"{{{ENCRYPTION}}}CipherData")
        etree.SubElement(content, f"{{{ENCRYPTION}}}CipherReference", URI=name)
    listing: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return listing


def _wanted(style: Style, pages: str) -> Iterator[tuple[Family, Slot, str]]:
    """Yield the faces that the pages are set in; of the body's family all four, for bold and italic words."""
    there = set(_TAG.findall(pages))
    there |= {f".{name}" for names in _CLASSES.findall(pages) for name in names.split()}
    used = {(text.family, text.slot) for role, text in style.text.items() if _is_set(role, there)}
    body = style.text["body"].family
    for name in sorted({family for family, _ in used} | {body}):
        for slot, description in SLOTS:
            if name == body or (name, slot) in used:
                yield style.families[name], slot, description


def _is_set(role: Role, there: set[str]) -> bool:
    """Return True when the pages have all elements and classes of one of the role's selectors."""
    selectors = SELECTORS[role][0].split(", ") if role in SELECTORS else ()
    return any(there.issuperset(_PART.findall(selector)) for selector in selectors)


def _name(face: Face, others: Mapping[str, EmbeddedFont]) -> str:
    """Return a name for the file that every reader can open and no other face has."""
    stem = _ODD.sub("-", face.path.stem)[:LONGEST_NAME]
    taken = any(Path(other.href).stem == stem for other in others.values())
    return f"{stem}-{len(others) + 1}" if taken else stem


def _licences(face: Face, report: Report) -> Iterator[tuple[str, bytes]]:
    files = Folders((face.path.parent,), Limits(file_bytes=LICENCE_BYTES))  # nothing from elsewhere through a link
    for name in LICENCES:
        try:
            text = files.read(name)
        except ResourceError:
            continue
        yield f"fonts/{_ODD.sub('-', face.path.parent.name)}-{Path(name).stem}.txt", text
        return
    message = f"no licence lies beside the font {face.path.name}"
    report.add("epub-font-licence", "info", message, hint=f"put it there as {LICENCES[0]}, so that it goes along")


def _quoted(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')
