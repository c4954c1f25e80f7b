"""Who made a photo and what may be done with it, as XMP on the picture itself, so that it goes where the picture goes.

The properties are those of the IPTC Core that PDF/A knows by itself (dc, photoshop, xmpRights).
"""

from __future__ import annotations

from exporter.backends.pdf.xmp import alternatives, array, packet, simple
from exporter.model import Edition, Photo


def photo_credits(edition: Edition) -> dict[str, bytes]:
    """Return the packet of each picture by its source; the first photo that shows it speaks for it."""
    packets: dict[str, bytes] = {}
    for article in edition.articles:
        for photo in article.photos:
            parts = [part for part in _properties(photo) if part]
            if photo.src and parts and photo.src not in packets:
                packets[photo.src] = packet(parts)
    return packets


def _properties(photo: Photo) -> tuple[str, ...]:
    rights = photo.rights
    notice = rights.notice or " ".join(part for part in ("©", rights.year, rights.holder) if part) * bool(rights.holder)
    return (
        array("dc:creator", "Seq", tuple(person.name for person in photo.byline)),
        alternatives("dc:rights", notice),
        simple("photoshop:Credit", photo.credit),
        simple("photoshop:Source", photo.source),
        simple("photoshop:Instructions", rights.instructions),
        alternatives("xmpRights:UsageTerms", rights.usage or rights.licence),
    )
