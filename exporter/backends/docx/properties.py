"""Document properties: the core ones that every program shows, and custom ones for what is said but not printed."""

from __future__ import annotations

from datetime import datetime

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree
from msgspec import structs

from exporter.backends.docx.draft import Draft
from exporter.backends.docx.elements import serialise
from exporter.model import Article, Edition, text_of

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the format id of all custom properties ([MS-OSHARED] 2.3.3.2.3)
_CUSTOM_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def write_properties(draft: Draft, edition: Edition, title: str) -> None:
    """Add both property parts to the package."""
    parts = draft.parts
    core = parts.add("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, _core(draft, edition, title))
    parts.relate(parts.package, core, RT.CORE_PROPERTIES)
    values = [
        (("" if draft.single else f"{number}. ") + name, value)
        for number, article in enumerate(edition.articles, start=1)
        for name, value in _unprinted(article)
    ]
    if values:
        custom = parts.add("/docProps/custom.xml", _CUSTOM_CONTENT, _custom(values))
        parts.relate(parts.package, custom, RT.CUSTOM_PROPERTIES)


def _core(draft: Draft, edition: Edition, title: str) -> bytes:
    articles = edition.articles
    names = [person.name for article in articles for person in article.byline.persons if person.name]
    names += [article.byline.raw for article in articles if article.byline.raw and not article.byline.persons]
    values = {
        (_DC, "title"): title,
        (_DC, "creator"): "; ".join(dict.fromkeys(names)),
        (_DC, "subject"): text_of(articles[0].deck) if draft.single else edition.publication.name,
        (_CP, "keywords"): ", ".join(dict.fromkeys(word for article in articles for word in article.keywords)),
        (_CP, "category"): articles[0].genre if draft.single else "",
        (_DC, "language"): draft.language,
        (_CP, "revision"): "1",
    }
    core = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI})
    for (space, tag), value in values.items():
        if value:
            etree.SubElement(core, f"{{{space}}}{tag}").text = value
    for tag in ("created", "modified"):
        node = etree.SubElement(core, f"{{{_DCTERMS}}}{tag}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        node.text = _stamp(draft.env.clock)
    return serialise(core)


def _stamp(clock: datetime) -> str:
    return clock.strftime("%Y-%m-%dT%H:%M:%SZ")


def _unprinted(article: Article) -> list[tuple[str, str]]:
    """Return (name, value) of the fields that a page need not show."""
    values = [("Slugline", article.slugline), ("Series", article.series), ("Section", article.section),
              ("Page", article.page), ("Address", article.url), ("Direction", article.direction)]  # fmt: skip
    for label, record in (("Publication", article.publication), ("Dates", article.dates), ("Rights", article.rights),
                          ("Dateline", article.dateline)):  # fmt: skip
        values += [(f"{label}: {key}", value) for key, value in structs.asdict(record).items()]
    for index, person in enumerate(article.byline.persons, start=1):
        values += [(f"Person {index}: {key}", value) for key, value in structs.asdict(person).items()]
    for index, source in enumerate(article.sources, start=1):
        values += [(f"Source {index}: {key}", value) for key, value in structs.asdict(source).items()]
    for index, photo in enumerate(article.photos, start=1):
        for key in ("date", "location", "source"):
            values.append((f"Photo {index}: {key}", getattr(photo, key)))
        values += [(f"Photo {index}: rights {key}", value) for key, value in structs.asdict(photo.rights).items()]
    return [(name, value) for name, value in values if value]


def _custom(values: list[tuple[str, str]]) -> bytes:
    properties = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    for number, (name, value) in enumerate(values, start=2):  # Word keeps 0 and 1 for itself
        node = etree.SubElement(properties, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(node, f"{{{_TYPES}}}lpwstr").text = value
    return serialise(properties)
