"""The paragraph and character styles of the house: which Word style carries which role.

A role stands on Word's built-in style where there is one, so that the navigation pane, the outline, the table of
contents and the accessibility checker work. Built-in names are spelled as the standard stores them (``heading 1``).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from exporter.style.model import Role

Frame = Literal[
    "", "nameplate", "nameplate-line", "section", "pull-quote", "rule", "photo", "list", "spacer",
    "story-rule", "head", "folio", "contents",
]  # fmt: skip


class ParagraphStyle(Struct, frozen=True):
    """One paragraph style: id and name in the file, the role whose look it has, what it is based on and followed by."""

    id: str
    name: str
    role: Role
    based_on: str = "Normal"
    next: str = ""  # "" = itself
    outline: int = -1  # level in the navigation pane, 0 = the highest; -1 = none
    frame: Frame = ""  # what the role alone does not say
    air: tuple[float, float] = (0.0, 0.0)  # space before and after, at least, in lines of the body
    alias: str = ""  # the trade's word where the built-in name is another


class CharacterStyle(Struct, frozen=True):
    """One character style; only what differs from the role `beside` is written."""

    id: str
    name: str
    role: Role
    beside: Role


PARAGRAPH_STYLES = (
    ParagraphStyle("Masthead", "Masthead", "masthead", next="Kicker", frame="nameplate", air=(0.0, 0.5)),
    ParagraphStyle("NameplateLine", "Nameplate Line", "running-head", next="Kicker",
                   frame="nameplate-line", air=(0.0, 1.0)),
    ParagraphStyle("SectionHead", "Section Head", "section-head", next="Kicker", outline=0,
                   frame="section", air=(1.0, 1.0)),
    ParagraphStyle("Kicker", "Kicker", "kicker", next="Title", air=(0.0, 0.25)),
    ParagraphStyle("Title", "Title", "headline", next="Subtitle", outline=0, alias="Headline"),
    ParagraphStyle("Heading1", "heading 1", "headline", next="Subtitle", outline=0, alias="Story Headline"),
    ParagraphStyle("Subhead", "Subhead", "subhead", next="Subtitle"),
    ParagraphStyle("Subtitle", "Subtitle", "deck", next="Byline", alias="Deck"),
    ParagraphStyle("Byline", "Byline", "byline", next="BodyFirst"),
    ParagraphStyle("BodyText", "Body Text", "body", alias="Body"),
    ParagraphStyle("BodyFirst", "Body First", "body-first", based_on="BodyText", next="BodyText"),
    ParagraphStyle("Lead", "Lead", "lead", based_on="BodyText", next="BodyFirst"),
    ParagraphStyle("Heading2", "heading 2", "crosshead", next="BodyFirst", outline=1, alias="Crosshead"),
    ParagraphStyle("Heading3", "heading 3", "crosshead-minor", next="BodyFirst", outline=2, alias="Minor Crosshead"),
    ParagraphStyle("Heading4", "heading 4", "crosshead-minor", based_on="Heading3", next="BodyFirst", outline=3),
    ParagraphStyle("Heading5", "heading 5", "crosshead-minor", based_on="Heading3", next="BodyFirst", outline=4),
    ParagraphStyle("Quote", "Quote", "quote", based_on="BodyText", next="BodyText", air=(0.5, 0.0)),
    ParagraphStyle("PullQuote", "Pull Quote", "pull-quote", next="BodyText", frame="pull-quote"),
    ParagraphStyle("PullQuoteAttribution", "Pull Quote Attribution", "attribution", next="BodyText",
                   frame="pull-quote"),
    ParagraphStyle("Attribution", "Attribution", "attribution", next="BodyText", air=(0.0, 0.5)),
    ParagraphStyle("ListBullet", "List Bullet", "list", frame="list"),
    ParagraphStyle("ListNumber", "List Number", "list", frame="list"),
    ParagraphStyle("ListContinue", "List Continue", "list"),
    ParagraphStyle("Table", "Table", "table"),
    ParagraphStyle("TableHead", "Table Head", "table-head", based_on="Table"),
    ParagraphStyle("TableCaption", "Table Caption", "table-caption", based_on="Table", air=(0.5, 0.25)),
    ParagraphStyle("TableSource", "Table Source", "table", based_on="Table", next="BodyText", air=(0.25, 0.5)),
    ParagraphStyle("FactBoxTitle", "Fact Box Title", "aside-title", next="FactBox"),
    ParagraphStyle("FactBox", "Fact Box", "aside"),
    ParagraphStyle("Question", "Question", "question", based_on="BodyText", next="Answer", air=(0.5, 0.0)),
    ParagraphStyle("Answer", "Answer", "answer", based_on="BodyText"),
    ParagraphStyle("Code", "Code", "code", air=(0.5, 0.5)),
    ParagraphStyle("Embed", "Embed", "embed"),
    ParagraphStyle("Contribution", "Contribution", "contribution", based_on="BodyText"),
    ParagraphStyle("EditorialNote", "Editorial Note", "endnote", based_on="BodyText", air=(0.5, 0.0)),
    ParagraphStyle("FootnoteText", "footnote text", "footnote", alias="Footnote"),
    ParagraphStyle("Photo", "Photo", "caption", next="Caption", frame="photo", air=(0.5, 0.25)),
    ParagraphStyle("Caption", "caption", "caption", next="BodyText", air=(0.0, 1.0)),
    ParagraphStyle("Credit", "Credit", "credit", based_on="Caption", next="BodyText"),
    ParagraphStyle("Header", "header", "running-head", frame="head", alias="Running Head"),
    ParagraphStyle("Footer", "footer", "folio", frame="folio", alias="Folio"),
    ParagraphStyle("Rights", "Rights", "rights", air=(1.0, 0.0)),
    ParagraphStyle("Record", "Record", "record"),
    ParagraphStyle("RecordLabel", "Record Label", "record-label", based_on="Record"),
    ParagraphStyle("Rule", "Rule", "body", next="BodyFirst", frame="rule", air=(0.0, 0.5)),
    ParagraphStyle("StoryRule", "Story Rule", "body", next="Kicker", frame="story-rule", air=(0.0, 1.0)),
    ParagraphStyle("Spacer", "Spacer", "caption", next="BodyText", frame="spacer"),
    ParagraphStyle("TOCHeading", "TOC Heading", "kicker", next="TOC1", air=(1.0, 0.5)),
    ParagraphStyle("TOC1", "toc 1", "list", frame="contents", alias="Contents"),
)  # fmt: skip

CHARACTER_STYLES = (
    CharacterStyle("Dateline", "Dateline", "dateline", "body-first"),
    CharacterStyle("Catchline", "Catchline", "catchline", "caption"),
    CharacterStyle("CreditChar", "Credit Char", "credit", "caption"),
)

HEADS = ("Title", "Heading1")
CROSSHEADS = ("Heading2", "Heading3", "Heading4", "Heading5")  # by level, from 1
