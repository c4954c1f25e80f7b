"""Running head, folio and the line under the nameplate: what the style's fields say for one story."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from msgspec.structs import replace

from exporter.backends.docx.draft import Draft, Flow, Story
from exporter.backends.docx.elements import Element, add, root
from exporter.backends.docx.paragraphs import open_paragraph
from exporter.backends.docx.runs import write_text
from exporter.dates import format_date, format_number
from exporter.model import Article, Edition, text_of
from exporter.model.walk import plain_text
from exporter.style.model import Field, Style

SEPARATOR = " · "
Pieces = tuple[str, ...]  # texts, and field names in braces: "{page}" and "{pages}"
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_KINDS = {"header": ("hdr", CT.WML_HEADER, RT.HEADER, "Header"), "footer": ("ftr", CT.WML_FOOTER, RT.FOOTER, "Footer")}


def publication_name(edition: Edition, article: Article) -> str:
    """Return the name of the newspaper that the story stands in."""
    return article.publication.name or edition.publication.name


def story_date(edition: Edition, article: Article) -> str:
    """Return the ISO date of the paper, else that of the story."""
    return article.publication.date or edition.date or edition.publication.date or article.dates.published


def count_words(article: Article) -> int:
    """Return the number of words in the story's text."""
    return len(plain_text(article.body).split())


def field_pieces(style: Style, edition: Edition, article: Article, field: Field) -> Pieces:
    """Return what the field says for the story, or nothing where it is not known."""
    language = article.language or edition.language
    match field:
        case "page-number":
            return ("{page}",)
        case "page-of":
            return _split_phrase(style.phrase("page-of", language))
        case "page":
            return (f"{style.phrase('page', language)} {article.page}",) if article.page else ()
        case "words":
            count = format_number(count_words(article), language)
            return (style.phrase("words", language) + style.phrase("colon", language) + count,)
    text = {
        "publication": publication_name(edition, article),
        "date": format_date(story_date(edition, article), language),
        "section": article.section,
        "edition": article.publication.edition or edition.publication.edition,
        "headline": text_of(article.headline),
    }[field]
    return (text.replace("\n", " "),) if text else ()


def _split_phrase(phrase: str) -> Pieces:
    pieces: list[str] = []
    for part in phrase.replace("{", "\0{").replace("}", "}\0").split("\0"):
        if part:
            pieces.append(part)
    return tuple(pieces)


def side_pieces(style: Style, edition: Edition, article: Article, fields: tuple[Field, ...]) -> Pieces:
    """Return the fields of one side of the line with separators between them."""
    pieces: list[str] = []
    for field in fields:
        found = field_pieces(style, edition, article, field)
        if found:
            pieces += [SEPARATOR, *found] if pieces else found
    return tuple(pieces)


def write_sides(draft: Draft, flow: Flow, paragraph: Element, left: Pieces, right: Pieces, style: str) -> None:
    """Append the left side, a tab to the right margin, the right side."""
    for pieces in (left, ("\t",) if right else (), right):
        for piece in pieces:
            if piece in _FIELDS:
                field = add(paragraph, "fldSimple", instr=f" {_FIELDS[piece]} ")
                write_text(draft, flow, field, "1", style)
            else:
                write_text(draft, flow, paragraph, piece, style)


def furniture_part(draft: Draft, flow: Flow, kind: str, left: Pieces, right: Pieces) -> str:
    """Return the relationship id of the header or footer with these words; the same words make one part."""
    tag, content_type, relationship, style = _KINDS[kind]
    key = (kind, flow.side, left, right)
    if key not in draft.furniture:
        part: Part = draft.parts.add(f"/word/{kind}{draft.count(kind)}.xml", content_type)
        node = root(tag)
        inside = replace(flow, container=node, part=part, language=draft.language)
        empty = not (left or right)
        write_sides(draft, inside, open_paragraph(draft, inside, "Spacer" if empty else style), left, right, style)
        draft.parts.fill(part, node)
        draft.furniture[key] = draft.parts.relate(draft.document, part, relationship)
    return draft.furniture[key]


def furniture_of(draft: Draft, flow: Flow, edition: Edition, story: Story) -> tuple[str, str, str]:
    """Return the relationship ids of header, footer and the header of an opening page, "" where there is none.

    An opening page has its nameplate or record in place of a running head; its footer is that of the other pages.
    """
    if draft.house:
        return draft.house
    page, style = draft.style.page, draft.style
    left, right = (side_pieces(style, edition, story.article, side) for side in (page.head_left, page.head_right))
    header = furniture_part(draft, flow, "header", left, right) if left or right else ""
    low = tuple(side_pieces(style, edition, story.article, side) for side in (page.folio_left, page.folio_right))
    footer = furniture_part(draft, flow, "footer", *low) if any(low) else ""
    opening = furniture_part(draft, flow, "header", (), ()) if header and page.opening != "running-head" else ""
    return header, footer, opening
