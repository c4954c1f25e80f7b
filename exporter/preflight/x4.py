"""PDF/X-4 (ISO 15930-7:2010), read from the finished file, rule by rule, each finding with the clause that it rests on.

Where the standard forbids or asks for what ISO 32000-1 (PDF) defines, the clause is the one that defines it.
For files of anyone's. It needs pikepdf (`pip install exporter[pdf]`), which parses what regular expressions cannot.
What a page does not paint is not judged: fonts and colours count where a content stream can reach them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from exporter.regex import regex
from exporter.report import Finding

if TYPE_CHECKING:
    import pikepdf

VERSION = regex(rb"GTS_PDFXVersion(?:>|\s*=\s*[\"'])\s*PDF/X-4p?\s*[<\"']")
PROPERTIES = (b"CreateDate", b"ModifyDate", b"MetadataDate", b"DocumentID", b"VersionID", b"RenditionClass")
SPACES = {"GRAY": 1, "CMYK": 4, "RGB ": 3}
BOXES = ("/MediaBox", "/BleedBox", "/TrimBox", "/ArtBox")
SLACK = 0.01  # points, by which a box may stick out after rounding
# Operators that set or use a device colour space, and its name.
DEVICE = {
    "g": "/DeviceGray", "G": "/DeviceGray", "rg": "/DeviceRGB", "RG": "/DeviceRGB", "k": "/DeviceCMYK",
    "K": "/DeviceCMYK",
}  # fmt: skip
# Device spaces by number of channels of the press: its own, and grey where there is a plate for black.
PRINTABLE = {1: {"/DeviceGray"}, 3: {"/DeviceRGB"}, 4: {"/DeviceGray", "/DeviceCMYK"}}
DEFAULTS = {"/DeviceGray": "/DefaultGray", "/DeviceRGB": "/DefaultRGB", "/DeviceCMYK": "/DefaultCMYK"}
PRINTER_MARKS = ("/PrinterMark", "/TrapNet")


def claims_x4(data: bytes) -> bool:
    """Return True when the file says that it is PDF/X-4."""
    return VERSION.search(data) is not None


def check_x4(data: bytes) -> tuple[Finding, ...]:
    """Return where the file breaks PDF/X-4, each rule once; one finding of what is missing without pikepdf."""
    try:
        import pikepdf
    except ImportError:
        message = "PDF/X-4 is not checked, because pikepdf is not installed"
        return (Finding("x4-unchecked", "warning", message, hint="pip install 'exporter[pdf]'"),)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            found = {rule.__name__: next(rule(pdf), None) for rule in RULES}
    except pikepdf.PdfError as error:
        return (_broken("ISO 32000-1, 7.5", f"the file cannot be opened: {error}", "export it again"),)
    return tuple(finding for finding in found.values() if finding)


def _broken(clause: str, message: str, hint: str) -> Finding:
    return Finding("x4-broken", "error", f"{message} (PDF/X-4: {clause})", hint=hint)


def check_encryption(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding for a file that is encrypted."""
    if pdf.is_encrypted:
        yield _broken("ISO 32000-1, 7.6", "the file is encrypted", "save it without a password")


def check_identifier(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding for a file without identifiers."""
    if len(pdf.trailer.get("/ID", ())) != 2:
        yield _broken("ISO 32000-1, 14.4", "the trailer has no ID", "export it again")


def check_metadata(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield the first of the properties that a printer's system asks for and that XMP lacks."""
    packet = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    if not VERSION.search(packet):
        yield _broken("ISO 15930-7, 6.2", "the metadata does not say PDF/X-4", "make it with --pdf-profile press")
    for name in PROPERTIES:
        if not re.search(rb":%s(?:>|\s*=\s*[\"'])\s*[^<\"'\s]" % name, packet):
            yield _broken("ISO 15930-7, 6.2", f"the metadata has no {name.decode()}", "export it again")
    if not re.search(rb"<dc:title>.*?<rdf:li[^>]*>[^<]*\S[^<]*</rdf:li>", packet, re.DOTALL):
        yield _broken("ISO 15930-7, 6.2", "the metadata gives no title", "give the story a headline")


def check_trapping(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding where it is unknown whether the inks overlap already, or said in two ways."""
    packet = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    inside = re.search(rb"pdf:Trapped(?:>|\s*=\s*[\"'])\s*(\w+)", packet)
    said = {str(pdf.docinfo["/Trapped"]).removeprefix("/")} if "/Trapped" in pdf.docinfo else set()
    said |= {inside[1].decode()} if inside else set()
    if len(said) != 1 or not said <= {"True", "False"}:
        yield _broken("ISO 32000-1, 14.11.6", "Trapped is not said to be True or False", "export it again")


def check_intent(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield what is wrong with the output intent of the press."""
    intents = [intent for intent in pdf.Root.get("/OutputIntents", ()) if intent.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield _broken(
            "ISO 15930-7, 6.2.3", f"{len(intents)} output intents for PDF/X, not one", "export it with --icc PROFILE"
        )
        return
    intent = intents[0]
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield _broken(
            "ISO 15930-7, 6.2.3", "the output intent does not name its condition", "export it with --condition NAME"
        )
    if "/DestOutputProfile" not in intent:
        yield _broken(
            "ISO 15930-7, 6.2.3", "the profile of the press is not in the file", "export it with --icc PROFILE"
        )
        return
    profile = intent.DestOutputProfile.read_bytes()
    space = profile[16:20].decode("latin-1")
    if profile[36:40] != b"acsp" or profile[12:16] != b"prtr" or space not in SPACES:
        yield _broken(
            "ISO 15930-7, 6.4.2.1",
            "the profile of the output intent is none of a press",
            "export it with --icc PROFILE",
        )
    elif SPACES[space] != int(intent.DestOutputProfile.get("/N", 0)):
        yield _broken("ISO 15930-7, 6.2.3", "the profile has other channels than N says", "export it again")
    others = {other.DestOutputProfile.objgen for other in pdf.Root.OutputIntents if "/DestOutputProfile" in other}
    if len(others) > 1:
        yield _broken("ISO 15930-7, 6.2.3", "the output intents name different profiles", "export it again")


def check_boxes(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield the first page whose boxes are missing or stick out of each other."""
    for index, page in enumerate(pdf.pages, start=1):
        boxes = {name: [float(corner) for corner in page.obj[name]] for name in BOXES if name in page.obj}
        if ("/TrimBox" in boxes) == ("/ArtBox" in boxes):
            yield _broken("ISO 15930-7, 6.12", f"page {index} has not one of TrimBox and ArtBox", "export it again")
            continue
        nested = [box for name in ("/TrimBox", "/ArtBox", "/BleedBox", "/MediaBox") if (box := boxes.get(name))]
        for inner, outer in pairwise(nested):
            if not _is_inside(inner, outer):
                yield _broken(
                    "ISO 15930-7, 6.12", f"a box of page {index} sticks out of the one around it", "export it again"
                )


def _is_inside(inner: list[float], outer: list[float]) -> bool:
    low = all(inner[side] >= outer[side] - SLACK for side in (0, 1))
    return low and all(inner[side] <= outer[side] + SLACK for side in (2, 3))


def check_fonts(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield the first font that is not in the file."""
    for item in _dictionaries(pdf):
        if item.get("/Type") != "/Font" or item.get("/Subtype") in ("/Type0", "/Type3"):
            continue
        descriptor = item.get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield _broken(
                "ISO 32000-1, 9.9", f"the font {str(item.get('/BaseFont', ''))[1:]} is not embedded", "embed all fonts"
            )


def check_colors(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield the first device colour space that is not that of the press."""
    allowed = PRINTABLE[_channels(pdf)] | _given_meaning(pdf)
    hint = "make it with --pdf-profile press, which turns colours into inks"
    for where, space in (*_painted_spaces(pdf), *_named_spaces(pdf)):
        if space not in allowed:
            yield _broken("ISO 15930-7, 6.4.3.2", f"{where} uses {space[1:]}, which the press does not print", hint)


def _channels(pdf: pikepdf.Pdf) -> int:
    for intent in pdf.Root.get("/OutputIntents", ()):
        if intent.get("/S") == "/GTS_PDFX" and "/DestOutputProfile" in intent:
            channels = int(intent.DestOutputProfile.get("/N", 0))
            return channels if channels in PRINTABLE else 4
    return 4


def _painted_spaces(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    import pikepdf

    streams: list[tuple[str, Any]] = [(f"page {index}", page) for index, page in enumerate(pdf.pages, start=1)]
    forms = (item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form")
    streams += [("a form", form) for form in forms]
    for where, stream in streams:
        for instruction in pikepdf.parse_content_stream(stream):
            operator = str(instruction.operator)
            space = str(instruction.operands[0]) if operator in ("cs", "CS") else DEVICE.get(operator, "")
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                space = str(instruction.iimage.colorspace or "")
            if space.startswith("/Device"):
                yield where, space


def _named_spaces(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Yield the device spaces of pictures and shadings, and those that named spaces come down to."""
    import pikepdf

    for item in _dictionaries(pdf):
        space = item.get("/ColorSpace")
        if isinstance(space, pikepdf.Dictionary):
            found = [("a named colour space", inner) for inner in space.values()]
        elif space is not None:
            found = [("a picture" if item.get("/Subtype") == "/Image" else "a shading", space)]
        else:
            found = [("a group", item.CS)] if item.get("/S") == "/Transparency" and "/CS" in item else []
        yield from ((where, name) for where, inner in found if (name := _device(inner)))


def _given_meaning(pdf: pikepdf.Pdf) -> set[str]:
    """Return the device spaces that every page gives a meaning of its own (ISO 32000-1, 8.6.5.6)."""
    meant = set(DEFAULTS)
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", {})
        named: Any = resources.get("/ColorSpace", {})
        meant &= {space for space, default in DEFAULTS.items() if default in named}
    return meant


def _device(space: Any) -> str:
    """Return the device space that the colour space comes down to, "" for none."""
    import pikepdf

    if isinstance(space, pikepdf.Name):
        return str(space) if str(space).startswith("/Device") else ""
    kind = str(space[0])
    if kind == "/Indexed":
        return _device(space[1])
    if kind in ("/Separation", "/DeviceN"):
        return _device(space[2])
    return ""


def check_annotations(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield the first annotation that lies on what is printed."""
    for index, page in enumerate(pdf.pages, start=1):
        edge = next(
            (page.obj[name] for name in ("/BleedBox", "/TrimBox", "/ArtBox") if name in page.obj), page.mediabox
        )
        left, bottom, right, top = (float(corner) for corner in edge)
        for mark in page.obj.get("/Annots", ()):
            x1, y1, x2, y2 = (float(corner) for corner in mark.get("/Rect", (0, 0, 0, 0)))
            outside = x2 <= left or x1 >= right or y2 <= bottom or y1 >= top
            if mark.get("/Subtype") not in PRINTER_MARKS and not outside:
                kind = str(mark.get("/Subtype", "/annotation"))[1:]
                yield _broken(
                    "ISO 15930-7, 6.17",
                    f"page {index} has a {kind} on what is printed",
                    "leave links out: profile press",
                )


def check_actions(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding for anything that would run."""
    for item in _dictionaries(pdf):
        kind = str(item.get("/S", ""))
        if kind in ("/JavaScript", "/Launch", "/SubmitForm", "/URI", "/GoToR") or "/AA" in item:
            yield _broken("ISO 15930-7, 6.18", f"the file has an action ({kind[1:] or 'AA'})", "leave actions out")
    if "/OpenAction" in pdf.Root:
        yield _broken("ISO 15930-7, 6.18", "the file has an action (OpenAction)", "leave actions out")


def check_pictures(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield the first picture with a second version, or that is not in the file."""
    for item in _dictionaries(pdf):
        if item.get("/Subtype") in ("/Image", "/Form"):
            for key in ("/Alternates", "/OPI", "/Ref"):
                if key in item:
                    yield _broken("ISO 32000-1, 8.9.5.4", f"a picture has {key[1:]}", "export it again")
        if item.get("/Subtype") == "/PS" or item.get("/Subtype2") == "/PS":
            yield _broken("ISO 32000-1, 8.8.2", "the file has PostScript inside", "export it again")


def check_states(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding for transfer curves and halftones of the file's own, which belong to the press."""
    for item in _dictionaries(pdf):
        for key in ("/TR", "/HTP", "/TR2"):
            if key in item and item.get(key) != "/Default" and _is_state(item):
                yield _broken("ISO 32000-1, 10.5", f"a graphics state sets {key[1:]}", "export it again")


def _is_state(item: Any) -> bool:
    return bool(item.get("/Type") == "/ExtGState" or any(key in item for key in ("/OP", "/op", "/OPM", "/ca", "/CA")))


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary and stream of the file, those inside others too."""
    import pikepdf

    for item in pdf.objects:
        waiting = [item]
        while waiting:
            value = waiting.pop()
            if isinstance(value, pikepdf.Array):
                waiting += [inner for inner in value if not _stands_alone(inner)]
            elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
                yield value
                waiting += [inner for inner in value.values() if not _stands_alone(inner)]


def _stands_alone(value: Any) -> bool:
    """Return True for what is an object of its own, met by itself, and for plain values."""
    return not hasattr(value, "is_indirect") or bool(value.is_indirect)


RULES: tuple[Callable[[pikepdf.Pdf], Iterator[Finding]], ...] = (
    check_encryption, check_identifier, check_metadata, check_trapping, check_intent, check_boxes, check_fonts,
    check_colors, check_annotations, check_actions, check_pictures, check_states,
)  # fmt: skip
