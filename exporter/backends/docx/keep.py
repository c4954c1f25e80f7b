"""The edition inside its Word file, as a custom XML part that Word and LibreOffice carry along when they save."""

from __future__ import annotations

import hashlib
import uuid

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from exporter.backends.docx.draft import Draft
from exporter.backends.docx.elements import serialise
from exporter.model import Edition
from exporter.model.kept import NAMESPACE, encode_kept, seal_of

_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)  # one store of this kind to a file, always called the same


def keep_edition(draft: Draft, edition: Edition) -> None:
    """Add the part with the edition, the bookmarks of its parts and what was composed of its fields."""
    pictures = {name: hashlib.sha256(part.blob).hexdigest() for name, part in draft.pictures.items()}
    root = etree.Element(f"{{{NAMESPACE}}}kept", nsmap={None: NAMESPACE})
    parts = draft.parts
    item = parts.add("/customXml/item1.xml", CT.XML)
    parts.relate(draft.document, item, RT.CUSTOM_XML)
    root.text = encode_kept(edition, draft.marks, draft.shown, pictures, seal_of(parts.contents()))
    parts.fill(item, root)
    store = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    store.set(f"{{{_STORE}}}itemID", f"{{{str(_ITEM).upper()}}}")
    schemas = etree.SubElement(store, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NAMESPACE)
    properties = parts.add("/customXml/itemProps1.xml", CT.OFC_CUSTOM_XML_PROPERTIES, serialise(store))
    parts.relate(item, properties, RT.CUSTOM_XML_PROPS)
