"""What may be in a finished file, looked at with other eyes than the program's own: pikepdf, pdfium, zipfile, lxml.

Each function returns what is wrong as lines of text, none for a file that is as it should be.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pikepdf
import pypdfium2
from lxml import etree

SCHEMES = ("http", "https", "mailto", "tel")
PDF_ACTIONS = {
    "/JS", "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/EmbeddedFile", "/EmbeddedFiles", "/AA", "/RichMedia",
    "/Movie", "/Sound", "/Rendition", "/SubmitForm", "/ResetForm", "/ImportData", "/XFA", "/AcroForm", "/OpenAction",
    "/GoTo3DView", "/Named", "/Hide",
}  # fmt: skip
XHTML_FORBIDDEN = {
    "script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "base", "audio", "video",
    "foreignObject", "set", "animate",
}  # fmt: skip
ADDRESSES = {"href", "src", "poster", "data", "action", "formaction", "background", "cite", "longdesc", "srcset"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE_FORBIDDEN = ("vbaProject", "vbaData", "activeX", "oleObject", "embeddings/", "attachedToolbars", "customUI")
FIELD = re.compile(
    r"\s*(PAGE|NUMPAGES|SEQ \w+( \\\* ARABIC)?|(PAGEREF|REF) \w+( \\[hnr])*|TOC( \\\w( \"[^\"]*\")?)*)"
    r"( \\\* (MERGEFORMAT|ARABIC|Arabic))?\s*"
)
PICTURE_NOTES = (b"Exif\0", b"http://ns.adobe.com/xap", b"8BIM", b"<x:xmpmeta", b"tEXt", b"zTXt", b"iTXt", b"eXIf")


def look_into(path: Path) -> list[str]:
    """Return what is wrong with the finished file, by its kind."""
    data = path.read_bytes()
    look = {".pdf": look_into_pdf, ".docx": look_into_docx, ".epub": look_into_epub}.get(path.suffix)
    return [f"{path.name}: {fault}" for fault in (look(data) if look else ())]


def look_into_pdf(data: bytes, may_enclose: bool = False) -> list[str]:
    """Return active content and links that may not be; the file has to open in both readers."""
    faults: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if pdf.get_warnings():
            faults.append(f"pikepdf warns: {pdf.get_warnings()[0]}")
        for thing in pdf.objects:
            for name, value in _entries(thing):
                named = {name, str(value) if isinstance(value, pikepdf.Name) else ""} & PDF_ACTIONS
                if named and not (may_enclose and named <= {"/EmbeddedFile", "/EmbeddedFiles"}):
                    faults.append(f"{named} in {name}")
                if name == "/URI" and not _is_safe(str(value)):
                    faults.append(f"link to {value}")
        pages = len(pdf.pages)
    document = pypdfium2.PdfDocument(data)
    if len(document) != pages or not pages:
        faults.append(f"{len(document)} pages in pdfium, {pages} in pikepdf")
    document.close()
    return faults


def _entries(thing: Any) -> Iterator[tuple[str, Any]]:
    """Yield every entry of the dictionaries in an object, but what stands in objects of its own."""
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Dictionary):
        for name, value in thing.items():
            yield name, value
            if not value.is_indirect if isinstance(value, pikepdf.Object) else False:
                yield from _entries(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from _entries(value)


def look_into_epub(data: bytes) -> list[str]:
    """Return names that lead out, elements that act, addresses that load from elsewhere."""
    faults = list(_odd_names(data))
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = set(archive.namelist())
    for name in archive.namelist():
        content = archive.read(name)
        if name.endswith(".css"):
            faults += [f"{name}: {found}" for found in _styles_load(content.decode(), name, names)]
        if not name.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
            continue
        root = _parse(content)
        for node in root.iter():
            if not isinstance(node.tag, str):
                if isinstance(node, etree._ProcessingInstruction):
                    faults.append(f"{name}: processing instruction {node.target}")
                continue
            tag = etree.QName(node).localname
            if tag in XHTML_FORBIDDEN or (tag == "meta" and node.get("http-equiv")):
                faults.append(f"{name}: <{tag}>")
            for key, value in node.attrib.items():
                key = etree.QName(key).localname
                if key.lower().startswith("on"):
                    faults.append(f"{name}: {key}=")
                if key == "style":
                    faults += [f"{name}: {found}" for found in _styles_load(value, name, names)]
                if key in ADDRESSES and tag not in ("reference",) and (wrong := _leads(value, tag, name, names)):
                    faults.append(f"{name}: <{tag} {key}={value!r}> {wrong}")
    return faults


def _leads(address: str, tag: str, name: str, names: set[str]) -> str:
    """Return why the address is wrong: a link of text may leave the book, nothing else may."""
    if urlsplit(address).scheme:
        return "" if tag == "a" and _is_safe(address) else "leads out"
    path = unquote(address.partition("#")[0])
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return "" if inside in names else "leads nowhere"


def _styles_load(css: str, name: str, names: set[str]) -> Iterator[str]:
    if re.search(r"@import|expression\s*\(|-moz-binding|behavior\s*:", css, re.IGNORECASE):
        yield "style that acts"
    for address in re.findall(r"url\(\s*[\"']?([^)\"']*)", css):
        if urlsplit(address).scheme or _leads(address, "img", name, names):
            yield f"style that loads {address}"


def look_into_docx(data: bytes) -> list[str]:
    """Return fields, relationships and parts that can load or run something."""
    faults = list(_odd_names(data))
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        if any(part in name for part in OFFICE_FORBIDDEN):
            faults.append(f"part {name}")
        if not name.endswith((".xml", ".rels")):
            continue
        root = _parse(archive.read(name))
        if name.endswith(".rels"):
            for relation in root:
                kind, target = str(relation.get("Type")).rpartition("/")[2], str(relation.get("Target"))
                if kind in ("attachedTemplate", "oleObject", "aFChunk", "frame", "subDocument", "mailMergeSource"):
                    faults.append(f"{name}: {kind}")
                if relation.get("TargetMode") == "External" and not (kind == "hyperlink" and _is_safe(target)):
                    faults.append(f"{name}: {kind} leads out to {target}")
            continue
        for node in root.iter(W + "instrText", W + "fldSimple"):
            instruction = node.text or node.get(W + "instr") or ""
            if not FIELD.fullmatch(instruction):
                faults.append(f"{name}: field {instruction}")
        for node in root.iter(W + "altChunk", W + "subDoc", W + "object", W + "control", W + "script"):
            faults.append(f"{name}: {node.tag}")
    return faults


def _is_safe(address: str) -> bool:
    return urlsplit(address).scheme.lower() in SCHEMES


def _odd_names(data: bytes) -> Iterator[str]:
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    for name in names:
        if name.startswith("/") or "\\" in name or ":" in name or {"..", "."} & set(name.split("/")):
            yield f"name {name!r}"
    if len({name.lower() for name in names}) < len(names):
        yield "a name stands twice"


def _parse(content: bytes) -> Any:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    assert b"<!ENTITY" not in content
    return root


# --- what a file tells -----------------------------------------------------------------------------------------------


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every part of the file, unpacked, with the names that stand in it."""
    data = path.read_bytes()
    yield path.name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield f"{path.name}: comment", archive.comment
            for entry in archive.infolist():
                content = entry.filename.encode() + entry.comment + entry.extra + archive.read(entry)
                yield f"{path.name}: {entry.filename}", content
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Stream):
                    yield f"{path.name}: object {thing.objgen[0]}", _decoded(thing)
                for _, value in _entries(thing):
                    if isinstance(value, pikepdf.String):
                        yield path.name, bytes(value)


def _decoded(stream: pikepdf.Stream) -> bytes:
    """Return the content; of pictures the file as it stands, of which the pixels tell nothing."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def tells(path: Path, secrets: tuple[str, ...]) -> list[str]:
    """Return where the file tells one of the secrets, in any of the usual encodings, or keeps a camera's notes."""
    found: list[str] = []
    spelled = [(secret, secret.encode(code)) for secret in secrets for code in ("utf-8", "utf-16-be", "utf-16-le")]
    for name, content in contents(path):
        found += [f"{name} tells {secret}" for secret, letters in spelled if letters in content]
        if content.find(b"\xff\xd8\xff", 0, 300) >= 0 or content.find(b"\x89PNG", 0, 300) >= 0:
            found += [f"{name} keeps {note!r}" for note in PICTURE_NOTES if note in content[:100_000]]
    return found
