"""Photo → an inline picture with its alternative text, and the caption that is kept with it."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from exporter.backends.docx.draft import Draft, Flow
from exporter.backends.docx.elements import (
    DECORATIVE_NS,
    PIC,
    PIC_NS,
    WP,
    A,
    Element,
    R,
    add,
    children_after,
    emu,
    last_child,
    plain,
)
from exporter.backends.docx.paragraphs import Direct, open_paragraph
from exporter.backends.docx.runs import write_runs, write_text
from exporter.model import Photo, Rich, Run, text_of
from exporter.style.model import Style

_DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_WIDE = 250.0  # points: in a measure wider than this, portraits and logos do not fill it
_SHARES = {"photo": 1.0, "graphic": 1.0, "portrait": 0.5, "logo": 0.3}
_SPAN = 0.6  # share of the measure that a photo over all columns fills at least
_TEXT_HEIGHT = 0.5  # share of the text area that a photo inside the story may take in height


def write_photo(draft: Draft, flow: Flow, photo: Photo, share: float = _TEXT_HEIGHT) -> None:
    """Append the photo, if there is a picture, and what is said below it.

    `share` of the text area's height is the most that the picture may take.
    """
    before = last_child(flow.container)
    width = _write_picture(draft, flow, photo, share) if photo.src else flow.width
    _write_caption(draft, flow, photo, max(0.0, flow.width - width))
    if photo.id and (first := next(iter(children_after(flow.container, before)), None)) is not None:
        draft.bookmark(first, photo.id)


def _picture_size(draft: Draft, flow: Flow, photo: Photo, share: float) -> tuple[float, float]:
    """Return width and height in points: the measure at most, and never so large that the pixels show."""
    picture, look = draft.env.picture(photo.src), draft.style.photo
    widest = flow.width * (_SHARES[photo.role] if flow.width > _WIDE else 1.0)
    highest = flow.height * share
    width = min(widest, picture.width * 72 / look.minimum_ppi, highest * picture.width / picture.height)
    return width, width * picture.height / picture.width


def lead_height(style: Style) -> float:
    """Return the height of the lead photo as a share of the text area.

    Word cannot run text beside a photo over all columns but one, so that photo gets the whole measure in its own shape.
    """
    page, look = style.page, style.photo
    if look.lead_span == "all-but-one" and page.columns > 1:
        return look.max_height * page.measure / (page.measure - page.column_width - page.gutter)
    return look.max_height


def spans(draft: Draft, flow: Flow, photo: Photo, share: float) -> bool:
    """Return True when the photo may stand over all columns: an upright one would leave a hole beside it."""
    return not photo.src or _picture_size(draft, flow, photo, share)[0] >= _SPAN * flow.width


def _write_picture(draft: Draft, flow: Flow, photo: Photo, share: float) -> float:
    """Append the paragraph that holds the picture and return the picture's width in points."""
    width, height = _picture_size(draft, flow, photo, share)
    run = add(open_paragraph(draft, flow, "Photo"), "r")
    inline = plain(add(run, "drawing"), WP + "inline", distT=0, distB=0, distL=0, distR=0)
    size = {"cx": emu(width), "cy": emu(height)}
    plain(inline, WP + "extent", **size)
    number = draft.count("drawing")
    _write_alternative(draft, plain(inline, WP + "docPr", id=number, name=f"Photo {number}"), photo)
    locks = plain(inline, WP + "cNvGraphicFramePr")
    plain(locks, A + "graphicFrameLocks", noChangeAspect=1)
    data = plain(plain(inline, A + "graphic"), A + "graphicData", uri=PIC_NS)
    _write_blip(draft, flow, photo, plain(data, PIC + "pic"), number, size)
    return width


def alternative_text(photo: Photo) -> str:
    """Return what is read aloud in the picture's place: its own text, else the caption, which beats silence."""
    return photo.alt or text_of(photo.caption) or photo.catchline or photo.headline


def _write_alternative(draft: Draft, properties: Element, photo: Photo) -> None:
    if not photo.decorative:
        if text := alternative_text(photo):
            properties.set("descr", text)
            draft.shown[f"alt:{photo.id}"] = text
        return
    extension = plain(plain(properties, A + "extLst"), A + "ext", uri=_DECORATIVE_URI)
    etree.SubElement(extension, f"{{{DECORATIVE_NS}}}decorative", val="1", nsmap={"adec": DECORATIVE_NS})


def _write_blip(draft: Draft, flow: Flow, photo: Photo, node: Element, number: int, size: dict[str, int]) -> None:
    names = plain(node, PIC + "nvPicPr")
    plain(names, PIC + "cNvPr", id=number, name=f"Photo {number}")
    plain(names, PIC + "cNvPicPr")
    fill = plain(node, PIC + "blipFill")
    blip = plain(fill, A + "blip")
    blip.set(R + "embed", draft.parts.relate(flow.part, draft.picture(photo.src), RT.IMAGE))
    if draft.style.photo.grey:  # an effect that the sub-editor can take off: the colours stay in the file
        plain(blip, A + "grayscl")
    plain(plain(fill, A + "stretch"), A + "fillRect")
    shape = plain(node, PIC + "spPr")
    frame = plain(shape, A + "xfrm")
    plain(frame, A + "off", x=0, y=0)
    plain(frame, A + "ext", **size)
    plain(plain(shape, A + "prstGeom", prst="rect"), A + "avLst")
    if draft.style.photo.frame > 0:
        line = plain(shape, A + "ln", w=emu(draft.style.photo.frame))
        plain(plain(line, A + "solidFill"), A + "schemeClr", val="tx1")


def _credit_words(photo: Photo) -> str:
    """Return credit, photographers and rights notice, each unless the credit already says it."""
    words = [photo.credit] if photo.credit else []
    for text in (*(person.name for person in photo.byline), photo.rights.notice):
        if text and text.casefold() not in photo.credit.casefold():
            words.append(text)
    return " / ".join(words)


def _caption_parts(draft: Draft, photo: Photo) -> list[tuple[str, Rich]]:
    """Return (character style, runs) in the style's order; what the style does not name comes last."""
    look = draft.style.photo
    parts: dict[str, list[tuple[str, Rich]]] = {
        "catchline": [("Catchline", (Run(photo.catchline),)), ("", (Run(photo.headline, ("bold",)),))],
        "caption": [("", photo.caption)],
        "credit": [("CreditChar", (Run(_credit_words(photo)),))],
    }
    order = dict.fromkeys((*look.caption_order, *parts))
    return [part for name in order for part in parts[name] if text_of(part[1])]


def _write_number(draft: Draft, flow: Flow, paragraph: Element) -> None:
    """Append ``Photo 1``, a number that Word counts, in a character style of its own, by which it is told from text."""
    label = draft.style.phrase("photo", flow.language)
    write_text(draft, flow, paragraph, f"{label}\u00a0", "Caption", character_style="CaptionNumber")
    field = add(paragraph, "fldSimple", instr=" SEQ Photo \\* ARABIC ")
    write_text(draft, flow, field, str(draft.count("photo")), "Caption", character_style="CaptionNumber")
    write_text(draft, flow, paragraph, "\u2002", "Caption", character_style="CaptionNumber")


def _write_caption(draft: Draft, flow: Flow, photo: Photo, narrower: float) -> None:
    parts = _caption_parts(draft, photo)
    draft.shown[f"credit:{photo.id}"] = _credit_words(photo)
    credits = [part for part in parts if part[0] == "CreditChar"] if draft.style.photo.credit_line else []
    lines = [part for part in parts if part not in credits]
    if lines:
        paragraph = open_paragraph(draft, flow, "Caption", Direct(right=narrower, keep_next=bool(credits)))
        if draft.style.word_number_captions:
            _write_number(draft, flow, paragraph)
        for index, (character_style, runs) in enumerate(lines):
            if index:
                write_text(draft, flow, paragraph, " ", "Caption")
            write_runs(draft, flow, paragraph, runs, "Caption", character_style=character_style)
    for _, runs in credits:
        write_runs(draft, flow, open_paragraph(draft, flow, "Credit", Direct(right=narrower)), runs, "Credit")
