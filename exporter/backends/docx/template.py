"""A newsroom's own Word file, whose styles, theme, page and running heads rule over those made from the style."""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
from functools import lru_cache
from urllib.parse import unquote

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from exporter.backends.docx.draft import Draft
from exporter.backends.docx.elements import Element, R, W, serialise
from exporter.limits import Limits
from exporter.model.links import safe_href
from exporter.report import Place, StyleError
from exporter.style.model import Style
from exporter.zips import DAMAGE

_STYLES, _THEME, _DOCUMENT = "word/styles.xml", "word/theme/theme1.xml", "word/document.xml"
_REFERENCES = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle")
_KINDS = {"header": (CT.WML_HEADER, RT.HEADER), "footer": (CT.WML_FOOTER, RT.FOOTER)}
_PICTURES = {"png": CT.PNG, "jpg": CT.JPEG, "jpeg": CT.JPEG}
_PAGE = {"top": "top", "right": "right", "bottom": "bottom", "left": "left"}
_UNREADABLE = (*DAMAGE, KeyError, etree.XMLSyntaxError)
_NARROWEST = 72.0  # points between the margins: below it no text can be set


class Linked(Struct, frozen=True):
    """A header or footer: its kind, the pages it is for ("default", "first"), its content and what belongs to it."""

    kind: str
    pages: str
    node: Element
    pictures: dict[str, tuple[str, bytes]]  # by relationship: ending and bytes
    links: dict[str, str]  # by relationship: address


class Template(Struct, frozen=True, eq=False):
    """What is taken from the newsroom's file; `page` has lengths in points by name, {} where the file says none.

    It is equal to itself alone, as a style is: what is made of both is kept for the next file.
    """

    styles: Element
    theme: bytes
    page: dict[str, float]
    furniture: tuple[Linked, ...]


def read_template(data: bytes, name: str) -> Template:
    """Return the newsroom's template; raises StyleError where the file is no Word file."""
    try:
        parts = _unpack(data)
        styles, document = _parse(parts[_STYLES]), _parse(parts[_DOCUMENT])
        section = document.find(f"{W}body/{W}sectPr")
        theme = parts.get(_THEME, b"")
        if theme:
            _parse(theme)
        furniture = () if section is None else _furniture(parts, section)
        return Template(styles, theme, {} if section is None else _page(section), furniture)
    except _UNREADABLE as error:
        hint = "open it in Word and save it as .docx or .dotx"
        raise StyleError(f"this is no Word file that can be a template: {error}", Place(name), hint) from error


def _unpack(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    if sum(entry.file_size for entry in archive.infolist()) > Limits().file_bytes:
        raise ValueError("it unpacks to more than any template holds")
    return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _parse(data: bytes) -> Element:
    if b"<!DOCTYPE" in data:
        raise ValueError("it declares entities")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _page(section: Element) -> dict[str, float]:
    """Return the lengths of the page that the section states; raises ValueError where one is no number."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None or margins is None:
        return {}
    page = {"width": int(size.get(W + "w")) / 20, "height": int(size.get(W + "h")) / 20}
    page |= {name: abs(int(margins.get(W + key))) / 20 for name, key in _PAGE.items()}
    if min(page["width"] - page["left"] - page["right"], page["height"] - page["top"] - page["bottom"]) < _NARROWEST:
        raise ValueError("its margins leave no room for text")
    return page


def _furniture(parts: dict[str, bytes], section: Element) -> tuple[Linked, ...]:
    relations = _relations(parts, _DOCUMENT)
    found = []
    for kind in _KINDS:
        for node in section.findall(f"{W}{kind}Reference"):
            name, pages = relations[node.get(R + "id")][0], node.get(W + "type", "default")
            if pages == "even":
                continue
            own = _relations(parts, name)
            pictures = {
                key: (target.rpartition(".")[2].lower(), parts[target])
                for key, (target, external) in own.items()
                if not external and target.rpartition(".")[2].lower() in _PICTURES
            }
            links = {key: safe_href(target, ascii_only=True) for key, (target, external) in own.items() if external}
            found.append(
                Linked(kind, pages, _parse(parts[name]), pictures, {key: to for key, to in links.items() if to})
            )
    return tuple(found)


def _relations(parts: dict[str, bytes], name: str) -> dict[str, tuple[str, bool]]:
    """Return the relationships of the part: target and whether it lies outside the file."""
    folder, own = posixpath.split(name)
    rels = f"{folder}/_rels/{own}.rels"
    found: dict[str, tuple[str, bool]] = {}
    for node in _parse(parts[rels]) if rels in parts else ():
        target, external = node.get("Target", ""), node.get("TargetMode") == "External"
        inside = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        found[node.get("Id", "")] = (target if external else inside, external)
    return found


@lru_cache(maxsize=4)
def on_template(style: Style, template: Template) -> Style:
    """Return the style with the page of the template, so that columns, photos and tables fit it."""
    return replace(style, page=replace(style.page, **template.page)) if template.page else style


@lru_cache(maxsize=16)
def merge_styles(ours: bytes, template: Template) -> tuple[bytes, dict[str, str]]:
    """Return the template's styles with those of ours added whose names it does not have, and the ids that changed.

    Documents name styles by id, so a style of the template takes the id that ours of the same name has.
    """
    styles, made = copy.deepcopy(template.styles), _parse(ours)
    theirs = {_name(node): node for node in styles.findall(W + "style")}
    ids = {theirs[_name(node)].get(W + "styleId"): node.get(W + "styleId")
           for node in made.findall(W + "style") if _name(node) in theirs}  # fmt: skip
    taken = {node.get(W + "styleId") for node in made.findall(W + "style")}
    for node in styles.findall(W + "style"):
        own = node.get(W + "styleId")
        if own not in ids and own in taken:  # another style has the id that ours needs
            ids[own] = f"{own}-house"
    for node in styles.findall(W + "style"):
        node.set(W + "styleId", ids.get(node.get(W + "styleId"), node.get(W + "styleId")))
        for numbering in node.findall(f"{W}pPr/{W}numPr"):  # of a numbering.xml that is not in our file
            numbering.getparent().remove(numbering)
    _rename(styles, ids)
    _outline(styles, made)
    for node in made.findall(W + "style"):
        if _name(node) not in theirs:
            node.attrib.pop(W + "default", None)
            styles.append(node)
    return serialise(styles), ids


def _outline(styles: Element, made: Element) -> None:
    """Give the template's styles the outline levels of ours where they have none: Word's own Title has none."""
    levels = {node.get(W + "styleId"): node.find(f"{W}pPr/{W}outlineLvl") for node in made.findall(W + "style")}
    for node in styles.findall(W + "style"):
        level, properties = levels.get(node.get(W + "styleId")), node.find(W + "pPr")
        if level is None or (properties is not None and properties.find(W + "outlineLvl") is not None):
            continue
        if properties is None:
            properties = etree.Element(W + "pPr")
            last = [child for child in node if child.tag not in (W + "rPr", W + "tblPr")][-1]
            last.addnext(properties)
        properties.append(copy.deepcopy(level))  # the last that a style may have there


def _name(style: Element) -> tuple[str, str]:
    name = style.find(W + "name")
    return style.get(W + "type", ""), "" if name is None else str(name.get(W + "val", "")).lower()


def _rename(root: Element, ids: dict[str, str]) -> None:
    for tag in _REFERENCES:
        for node in root.iter(W + tag):
            node.set(W + "val", ids.get(node.get(W + "val"), node.get(W + "val")))


def add_furniture(draft: Draft, template: Template, ids: dict[str, str]) -> tuple[str, str, str] | None:
    """Return the relationships of the template's header, footer and first header; None where it has none."""
    found: dict[tuple[str, str], str] = {}
    for linked in template.furniture:
        content_type, relationship = _KINDS[linked.kind]
        part = draft.parts.add(f"/word/{linked.kind}{draft.count(linked.kind)}.xml", content_type)
        node = copy.deepcopy(linked.node)
        _rename(node, ids)
        keys: dict[str, str] = {}
        for key, (suffix, data) in linked.pictures.items():
            name = f"/word/media/house{draft.count('house')}.{suffix}"
            keys[key] = draft.parts.relate(part, draft.parts.add(name, _PICTURES[suffix], data), RT.IMAGE)
        for key, address in linked.links.items():
            keys[key] = draft.parts.relate(part, address, RT.HYPERLINK)
        for inner in list(node.iter()):
            for attribute in (R + "embed", R + "id", R + "link"):
                if (key := inner.get(attribute)) is not None and key in keys:
                    inner.set(attribute, keys[key])
                elif key is not None:
                    inner.attrib.pop(attribute)
        draft.parts.fill(part, node)
        found[linked.kind, linked.pages] = draft.parts.relate(draft.document, part, relationship)
    if not found:
        return None
    return (
        found.get(("header", "default"), ""),
        found.get(("footer", "default"), ""),
        found.get(("header", "first"), ""),
    )
