"""What the file says about itself, twice and alike: the information dictionary and XMP (ISO 16684-1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from exporter.backends.pdf.canvas import text_string
from exporter.backends.pdf.profiles import Profile
from exporter.backends.pdf.xmp import alternatives, array, packet, simple
from exporter.model import Edition, text_of

PRODUCER = "exporter"
# What is not among the schemas that PDF/A knows has to be described (ISO 19005-2, 6.6.2.3).
SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{about}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{meaning}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""
UA_SCHEMA = SCHEMA.format(
    about="PDF/UA identification schema", address="http://www.aiim.org/pdfua/ns/id/", prefix="pdfuaid",
    name="part", kind="Integer", meaning="Part of ISO 14289 that the file follows",
)  # fmt: skip
X_SCHEMA = SCHEMA.format(
    about="PDF/X identification schema", address="http://www.npes.org/pdfx/ns/id/", prefix="pdfxid",
    name="GTS_PDFXVersion", kind="Text", meaning="Part of ISO 15930 that the file follows",
)  # fmt: skip
TRAPPED_SCHEMA = SCHEMA.format(
    about="Adobe PDF schema", address="http://ns.adobe.com/pdf/1.3/", prefix="pdf",
    name="Trapped", kind="Text", meaning="Whether inks already overlap at edges",
)  # fmt: skip


class Facts(Struct, frozen=True):
    """What is known about the edition as a whole; what is not known is empty."""

    title: str
    authors: tuple[str, ...]
    publication: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    rights: str
    sources: tuple[str, ...]
    dates: tuple[str, ...]


def collect_facts(edition: Edition, language: str) -> Facts:
    """Return the facts of the edition; a single story gives its own title, date and rights."""
    articles = edition.articles
    first = articles[0] if articles else None
    alone = len(articles) == 1
    headline = text_of(first.headline) if first else ""
    publication = edition.publication.name or (first.publication.name if first else "")
    together = " ".join(part for part in (publication, edition.date) if part)
    title = edition.title or (headline if alone else together) or headline or publication or "Untitled"
    people = (person.name for article in articles for person in article.byline.persons)
    bylines = (article.byline.raw for article in articles if not article.byline.persons)
    rights = (
        edition.rights if edition.rights.notice or edition.rights.holder else first.rights if alone and first else None
    )
    agencies = (source.name for article in articles for source in article.sources)
    return Facts(
        title=_line(title),
        authors=_different((*people, *bylines)),
        publication=_line(publication),
        subject=_line(text_of(first.deck)) if alone and first else "",
        keywords=_different(keyword for article in articles for keyword in article.keywords),
        language=language,
        rights=_line(rights.notice or rights.holder) if rights else "",
        sources=_different((*(article.url for article in articles), *agencies)),
        dates=_different((edition.date, *(article.dates.published for article in articles))),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _different(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts in order, each once, none empty."""
    return tuple(dict.fromkeys(line for text in texts if (line := _line(text))))


def info_dictionary(facts: Facts, profile: Profile, clock: datetime) -> bytes:
    """Return the information dictionary, no bytes where metadata are XMP alone (ISO 19005-4, 6.1.3)."""
    if profile.is_pdf2():
        return b""
    entries = {
        "Title": facts.title,
        "Author": "; ".join(facts.authors),
        "Subject": facts.subject,
        "Keywords": ", ".join(facts.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": (stamp := clock.strftime("D:%Y%m%d%H%M%S+00'00'")),
        "ModDate": stamp,
    }
    pairs = b"".join(b"/%s%s" % (key.encode(), text_string(text)) for key, text in entries.items() if text)
    return b"<<%s%s>>" % (pairs, b"/Trapped/False" if profile.exchange else b"")


def xmp_packet(facts: Facts, profile: Profile, clock: datetime, identifier: str) -> bytes:
    """Return the XMP packet, UTF-8, to be stored without compression so that any tool finds it.

    `identifier` are 32 hex digits that differ with what is on the pages.
    """
    stamp = clock.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    parts = [
        alternatives("dc:title", facts.title),
        array("dc:creator", "Seq", facts.authors),
        array("dc:publisher", "Bag", (facts.publication,)),
        alternatives("dc:description", facts.subject),
        array("dc:subject", "Bag", facts.keywords),
        array("dc:language", "Bag", (facts.language,)),
        alternatives("dc:rights", facts.rights),
        simple("dc:source", "; ".join(facts.sources)),
        array("dc:date", "Seq", facts.dates),
        simple("dc:format", "application/pdf"),
        simple("xmpRights:Marked", "True" if facts.rights else ""),
        simple("pdf:Keywords", ", ".join(facts.keywords)),
        simple("pdf:Producer", PRODUCER),
        simple("xmp:CreatorTool", PRODUCER),
        *(simple(f"xmp:{name}", stamp) for name in ("CreateDate", "ModifyDate", "MetadataDate")),
        *_claims(profile, identifier),
    ]
    return packet(parts)


def _claims(profile: Profile, identifier: str) -> list[str]:
    claims: list[str] = []
    if profile.archive_part:
        claims += [
            simple("pdfaid:part", str(profile.archive_part)),
            simple("pdfaid:conformance", profile.archive_level),
            simple("pdfaid:rev", "2020" if profile.archive_part == 4 else ""),  # ISO 19005-4, 6.7.3
        ]
    if profile.accessible_part:
        claims.append(simple("pdfuaid:part", str(profile.accessible_part)))
        claims.append(simple("pdfuaid:rev", "2024" if profile.accessible_part == 2 else ""))  # ISO 14289-2, 5
    if profile.exchange:  # ISO 15930-7, 6.2
        claims += [
            simple("pdfxid:GTS_PDFXVersion", profile.exchange),
            simple("pdf:Trapped", "False"),
            simple("xmpMM:DocumentID", f"uuid:{UUID(identifier)}"),
            simple("xmpMM:VersionID", "1"),
            simple("xmpMM:RenditionClass", "default"),
        ]
    if profile.archive_part and not profile.is_pdf2():
        schemas = [UA_SCHEMA] * bool(profile.accessible_part) + [X_SCHEMA, TRAPPED_SCHEMA] * bool(profile.exchange)
        claims.append(f"<pdfaExtension:schemas><rdf:Bag>{''.join(schemas)}</rdf:Bag></pdfaExtension:schemas>")
    return claims
