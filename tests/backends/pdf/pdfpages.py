"""Pages made in code for the PDF tests: shaped text at fixed places, without any make-up."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO

import uharfbuzz
from PIL import Image as PillowImage

from exporter.backends.pdf.options import PdfOptions
from exporter.backends.pdf.write import write
from exporter.env import fixed_env
from exporter.model import (
    SCHEMA,
    Article,
    Aside,
    Byline,
    Cell,
    Code,
    Crosshead,
    Edition,
    Embed,
    Entry,
    Figure,
    Footnote,
    List,
    Paragraph,
    Person,
    Photo,
    Publication,
    QuestionAnswer,
    Quote,
    Rights,
    Section,
    Source,
    Table,
    rich,
)
from exporter.page import Box, GlyphRun, Image, Item, Line, Link, Mark, Page, Text
from exporter.report import Report
from exporter.style.fonts import Face, FontBook
from exporter.style.load import load_style
from exporter.style.model import Style

SERIF = "stix-two-text/STIXTwoText_400Regular.ttf"
ITALIC = "stix-two-text/STIXTwoText_400Regular_Italic.ttf"
BOLD = "stix-two-text/STIXTwoText_700Bold.ttf"
SANS = "source-sans-3/SourceSans3_400Regular.ttf"
MONO = "source-code-pro/SourceCodePro_400Regular.ttf"
WIDTH, HEIGHT = 420.0, 595.0
LEADING = 11.0


@lru_cache
def newspaper() -> Style:
    """Return the style whose fonts the pages use."""
    return load_style("newspaper")


@lru_cache
def shape(text: str, face: Face, features: tuple[str, ...] = ()) -> GlyphRun:
    """Return the text shaped in the face."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.hb_font, buffer, dict.fromkeys(features, True))
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    seen: set[int] = set()
    texts = []
    for info in infos:
        texts.append("" if info.cluster in seen else text[info.cluster : ends[info.cluster]])
        seen.add(info.cluster)
    offsets = tuple((float(place.x_offset), float(place.y_offset)) for place in positions)
    advances = tuple(float(place.x_advance) for place in positions)
    glyphs = tuple(info.codepoint for info in infos)
    return GlyphRun(glyphs, advances, offsets if any(x or y for x, y in offsets) else (), tuple(texts), sum(advances))


class Sheet:
    """A page that grows from the top: each call sets something below what is there."""

    def __init__(self, number: int = 1, style: Style | None = None, bleed: float = 0.0) -> None:
        self.number, self.bleed = number, bleed
        self.book = FontBook((style or newspaper()).font_folders)
        self.items: list[Item] = []
        self.x, self.y = 30.0, 40.0

    def page(self) -> Page:
        """Return the finished page."""
        return Page(self.number, str(self.number), WIDTH, HEIGHT, tuple(self.items), self.bleed)

    def text(self, block: str, words: str, font: str = SERIF, size: float = 9.0, **more: object) -> float:
        """Set one line at the left edge, go down one line; return where it ends. Spaces are runs of their own."""
        end = self.at(self.x, block, words, font, size, **more)
        self.y += max(LEADING, size * 1.2)
        return end

    def at(self, x: float, block: str, words: str, font: str = SERIF, size: float = 9.0, **more: object) -> float:
        """Set text from x on the current line; return where it ends."""
        face = self.book.face(font)
        features: tuple[str, ...] = more.pop("features", ())  # type: ignore[assignment]
        runs, pen = [], 0.0
        stretch, tracking = float(str(more.get("stretch", 1.0))), float(str(more.get("tracking", 0.0)))
        for piece in _pieces(words):
            run = shape(piece, face, features)
            runs.append((pen, run))
            pen += (run.width * size / 1000 + tracking * len(run.glyphs)) * stretch
        self.items.append(Text(x, self.y, font, size, tuple(runs), block=block, **more))  # type: ignore[arg-type]
        return x + pen

    def paragraph(self, block: str, words: str, width: float = 130.0, font: str = SERIF, size: float = 9.0) -> None:
        """Set a paragraph of lines as wide as `width`; a ``|`` in a word is where it is divided."""
        face = self.book.face(font)
        tokens = words.split(" ")
        x = self.x
        for index, token in enumerate(tokens):
            parts = token.split("|")
            whole = "".join(parts)
            wide = shape(whole, face).width * size / 1000
            space = " " if index + 1 < len(tokens) else ""
            if len(parts) == 2:
                self.at(x, block, parts[0] + "-", font, size, replaces=whole)
                self.y += LEADING
                x = self.at(self.x, block, parts[1], font, size, replaces="")
                x = self.at(x, block, space, font, size) if space else x
            else:
                if x + wide > self.x + width:
                    self.y, x = self.y + LEADING, self.x
                x = self.at(x, block, whole + space, font, size)
        self.y += LEADING


def _pieces(words: str) -> list[str]:
    return re.findall(r" |[^ ]+", words)


def jpeg(width: int = 120, height: int = 80) -> bytes:
    """Return a picture that is red at its upper left and blue elsewhere."""
    picture = PillowImage.new("RGB", (width, height), (0, 0, 200))
    picture.paste((220, 0, 0), (0, 0, width // 2, height // 2))
    file = BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def png(mode: str = "RGBA", width: int = 40, height: int = 30) -> bytes:
    """Return a picture, red at its upper left; with alpha its right half cannot be seen."""
    picture = PillowImage.new("RGBA", (width, height), (0, 0, 200, 255))
    picture.paste((220, 0, 0, 255), (0, 0, width // 2, height // 2))
    if "A" in mode:
        picture.paste((0, 200, 0, 0), (width // 2, 0, width, height))
    file = BytesIO()
    picture.convert(mode).save(file, "PNG")
    return file.getvalue()


FILES = {"harbour.jpg": jpeg(), "mark.png": png(), "plain.png": png("RGB")}
PARAGRAPH = (
    "The leaders will hold a meet|ing, on Monday and then a sum|mit. It is known that the office pro|vides offi|cial "
    "affi|davits to all the rest of it (\"fine\"), and \\ back|slashes too."
)  # fmt: skip


def plain(words: str = PARAGRAPH) -> str:
    """Return the words as they read, without the signs that say where to divide them."""
    return words.replace("|", "")


def story(
    *blocks: object, photos: tuple[Photo, ...] = (), notes: tuple[Footnote, ...] = (), language: str = "en"
) -> Edition:
    """Return a single story with the blocks."""
    article = Article(
        id="a1", language=language, headline=rich("Harbour opens"), body=tuple(blocks), photos=photos, notes=notes,  # type: ignore[arg-type]
        byline=Byline("By ANA CRUZ", (Person("Ana Cruz"),)), publication=Publication(name="The Daily Test"),
        deck=rich("A short deck (with brackets)"), keywords=("harbour", "ships"),
        rights=Rights(notice="© 2026 The Daily Test"),
        sources=(Source("Test Agency"),), url="https://example.org/harbour",
    )  # fmt: skip
    return Edition(
        schema=SCHEMA, sections=(Section((Entry(article),)),), publication=article.publication, language=language
    )


def export(edition: Edition, *sheets: Sheet, report: Report | None = None, options: PdfOptions | None = None) -> bytes:
    """Return the PDF of the sheets."""
    pages = tuple(sheet.page() for sheet in sheets)
    return write(pages, edition, newspaper(), fixed_env(FILES), report or Report(), options)


def headed(edition: Edition) -> Sheet:
    """Return a sheet with masthead, headline, deck and byline of the story."""
    article = edition.articles[0]
    sheet = Sheet()
    sheet.text("masthead", edition.publication.name, BOLD, 24)
    sheet.text(f"{article.id}-kicker", "PORT CITY", SANS, 8, tracking=0.4)
    sheet.items.append(Mark(sheet.x, sheet.y, f"{article.id}-headline", "Harbour opens", 0))
    sheet.y += 12
    sheet.text(f"{article.id}-headline", "Harbour opens", BOLD, 20)
    sheet.text(f"{article.id}-deck", "A short deck (with brackets)", ITALIC, 11)
    sheet.text(f"{article.id}-byline", "By ANA CRUZ", SANS, 8)
    return sheet


def full_edition() -> Edition:
    """Return an edition with every structure."""
    photos = (
        Photo(
            id="p1", src="harbour.jpg", caption=rich("Ships at anchor."), credit="TEST PHOTO", alt="Red and blue ships"
        ),
        Photo(id="p2", src="mark.png", decorative=True),
        Photo(id="p3", caption=rich("A photo that was not supplied.")),
    )
    table = Table(
        id="a1-b8", head_rows=1, caption=rich("Ships a year"), source=rich("Source: port"),
        rows=(
            (Cell((Paragraph(id="c1", text=rich("Year")),)), Cell((Paragraph(id="c2", text=rich("Ships")),))),
            (Cell((Paragraph(id="c3", text=rich("2025")),), header=True), Cell((Paragraph(id="c4", text=rich("81")),))),
            (Cell((Paragraph(id="c5", text=rich("2026")),), header=True),),
        ),
    )  # fmt: skip
    edition = story(
        Paragraph(id="a1-b1", text=rich(plain())),
        Crosshead(id="a1-b2", text=rich("Steep cranes"), level=2),
        Paragraph(id="a1-b3", text=rich("She said bonjour le monde and left.")),
        Quote(id="a1-b4", blocks=(Paragraph(id="a1-b5", text=rich("We saw it.")),), attribution=rich("the mayor")),
        List(id="a1-b6", items=((Paragraph(id="l1", text=rich("first")),), (Paragraph(id="l2", text=rich("second")),))),
        Figure(id="a1-b7", photos=("p2",)),
        table,
        Aside(id="a1-b9", title=rich("Facts"), blocks=(Paragraph(id="a1-b10", text=rich("A fact.")),)),
        QuestionAnswer(id="a1-b11", question=rich("Why?"), answer=(Paragraph(id="a1-b12", text=rich("Because.")),)),
        Code(id="a1-b13", text="print(1)"),
        Embed(id="a1-b14", url="https://example.org/v", title="A video"),
        photos=photos,
        notes=(Footnote(id="n1", label="1", blocks=(Paragraph(id="n1-b1", text=rich("A note.")),)),),
    )
    second = Article(
        id="a2", language="de", headline=rich("Zweite Geschichte"), body=(Paragraph(id="a2-b1", text=rich("Größe.")),)
    )
    section = Section((*edition.sections[0].entries, Entry(second)), "World")
    return Edition(
        schema=SCHEMA, sections=(section,), publication=edition.publication, language="en", date="2026-06-19"
    )


def full_sheets() -> tuple[Sheet, Sheet]:
    """Return two pages of `full_edition`; the second begins with the end of the first story."""
    first = Sheet()
    first.items += [Box(20, 20, 380, 26, fill=(0.9, 0.9, 1.0)), Line(20, 60, 400, 60, 0.5)]
    first.text("masthead", "The Daily Test", BOLD, 24)
    first.items.append(Mark(first.x, first.y, "section-1", "World", 0))
    first.text("section-1", "World", SANS, 12)
    first.items.append(Mark(first.x, first.y, "a1-headline", "Harbour opens", 1))
    first.y += 10
    first.text("a1-headline", "Harbour opens", BOLD, 20, stretch=0.98)
    first.text("a1-byline", "By ANA CRUZ", SANS, 8, color=(0.6, 0.0, 0.1))
    first.items.append(Image(30, first.y, 90, 60, "harbour.jpg", crop=(0.0, 0.0, 0.5, 0.5), block="p1"))
    first.items.append(Image(330, first.y, 40, 30, "mark.png", block="p2"))
    first.y += 72
    first.text("p1-caption", "Ships at anchor. TEST PHOTO", SANS, 7.7)
    first.text("p3-caption", "A photo that was not supplied.", SANS, 7.7)
    first.paragraph("a1-b1", PARAGRAPH)
    first.text("a1-b2", "Steep cranes", SANS, 9.5, marks=("underline",))
    x = first.at(first.x, "a1-b3", "She said ")
    x = first.at(x, "a1-b3", "bonjour le monde", ITALIC, language="fr")
    x = first.at(x, "a1-b3", " and ")
    link_x, x = x, first.at(x, "a1-b3", "left.", color=(0.0, 0.0, 0.6))
    first.items.append(Link(link_x, first.y - 7, x - link_x, 9, "https://example.org/", text="left.", block="a1-b3"))
    link_x, x = x, first.at(x, "a1-b3", "1", size=6)
    first.items.append(Link(link_x, first.y - 7, x - link_x, 9, target="n1-b1", text="1", block="a1-b3"))
    first.y += LEADING
    first.text("a1-b5", "We saw it.", ITALIC)
    first.text("a1-b4-attribution", "the mayor")
    for item, words in (("l1", "first"), ("l2", "second")):
        first.at(first.x, f"{item}-label", "• ")
        first.at(first.x + 10, item, words)
        first.y += LEADING
    first.text("", "1 The Daily Test", SANS, 7)
    second = Sheet(2)
    second.text("", "2 The Daily Test", SANS, 7)
    second.text("a1-b8-title", "Ships a year")
    for row in (("c1", "Year", "c2", "Ships"), ("c3", "2025", "c4", "81"), ("c5", "2026", "", "")):
        second.at(second.x, row[0], row[1])
        if row[2]:
            second.at(second.x + 60, row[2], row[3])
        second.y += LEADING
    second.text("a1-b8-source", "Source: port")
    second.text("a1-b9-title", "Facts", BOLD)
    for block, words in (("a1-b10", "A fact."), ("a1-b11-question", "Why?"), ("a1-b12", "Because.")):
        second.text(block, words)
    second.text("a1-b13", "print(1)", MONO)
    second.text("a1-b14", "A video: https://example.org/v")
    second.at(second.x, "n1-label", "1 ", size=6)
    second.at(second.x + 8, "n1-b1", "A note.", size=7)
    second.y += LEADING
    second.text("a1-rights", "© 2026 The Daily Test", SANS, 7)
    second.items.append(Mark(second.x, second.y, "a2-headline", "Zweite Geschichte", 1))
    second.y += 12
    second.text("a2-headline", "Zweite Geschichte", BOLD, 18)
    second.text("a2-b1", "Größe.")
    return first, second
