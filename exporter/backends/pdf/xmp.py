"""XMP packets (ISO 16684-1): properties as XML, text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


def packet(parts: Iterable[str]) -> bytes:
    """Return the packet with the properties, UTF-8; those that are "" are left out, and so are unused namespaces."""
    body = "\n".join(part for part in parts if part)
    used = ((prefix, address) for prefix, address in NAMESPACES.items() if f"<{prefix}:" in body)
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in used)
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">\n'
        f'<rdf:Description rdf:about="" {spaces}>\n{body}\n</rdf:Description>\n'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return text.encode("utf-8", "replace")


def simple(name: str, value: str) -> str:
    """Return a property with one value; "" for none."""
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def alternatives(name: str, value: str) -> str:
    """Return a property that may be said in several languages, in the one that there is; "" for none."""
    line = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(value)}</rdf:li></rdf:Alt>'
    return f"<{name}>{line}</{name}>" if value else ""


def array(name: str, kind: str, values: tuple[str, ...]) -> str:
    """Return a property with several values, in order (Seq) or without (Bag); "" for none."""
    lines = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{lines}</rdf:{kind}></{name}>" if lines else ""
