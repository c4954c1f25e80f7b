"""Bare reportlab Platypus: three frames of justified, hyphenated text, headline and photo in the first of them."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from reading import files_to_make
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, Image, PageBreak, PageTemplate, Paragraph

FONTS = Path(__file__).parents[3] / "styles" / "fonts" / "stix-two-text"
pdfmetrics.registerFont(TTFont("Stix", FONTS / "STIXTwoText_400Regular.ttf"))
pdfmetrics.registerFont(TTFont("StixBold", FONTS / "STIXTwoText_700Bold.ttf"))

WIDTH = (210 - 24 - 9) / 3 * mm
BODY = ParagraphStyle("body", fontName="Stix", fontSize=8.5, leading=10.5, firstLineIndent=8.5,
                      alignment=TA_JUSTIFY, hyphenationLang="en_GB")  # fmt: skip
HEADING = ParagraphStyle("heading", fontName="StixBold", fontSize=9.2, leading=10.5)
HEADLINE = ParagraphStyle("headline", fontName="StixBold", fontSize=24, leading=26)
DECK = ParagraphStyle("deck", fontName="Stix", fontSize=12, leading=14)


def flowables(story: dict[str, object]) -> list[Flowable]:
    """Return the story as Platypus takes it."""
    parts: list[dict[str, str]] = story["parts"]  # type: ignore[assignment]
    texts = [("headline", HEADLINE), ("deck", DECK), ("byline", HEADING)]
    head = [Paragraph(escape(str(story[key])), look) for key, look in texts]
    photo = Image(str(story["photo"]), width=WIDTH, height=WIDTH * 1067 / 1600)
    caption = Paragraph(escape(f"{story['caption']} {story['credit']}"), BODY)
    body = [Paragraph(escape(part["text"]), HEADING if part["kind"] == "h" else BODY) for part in parts]
    return [*head, photo, caption, *body]


for path, stories in files_to_make(".pdf"):
    frames = [Frame(12 * mm + number * (WIDTH + 4.5 * mm), 14 * mm, WIDTH, 269 * mm, 0, 0, 0, 0) for number in range(3)]
    document = BaseDocTemplate(str(path), pagesize=A4, pageTemplates=[PageTemplate("page", frames)], title="Stories")
    document.build([item for story in stories for item in (*flowables(story), PageBreak())])
