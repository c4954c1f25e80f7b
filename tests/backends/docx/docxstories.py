"""An edition in code that uses every block and every photo field, and pictures made for it."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from PIL import Image, ImageDraw

from exporter.model import (
    SCHEMA,
    Article,
    Aside,
    Break,
    Byline,
    Cell,
    Code,
    Crosshead,
    Dateline,
    Dates,
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
    Rule,
    Run,
    Section,
    Source,
    Table,
    rich,
)
from exporter.model.kept import Kept, decode_kept

LINES = (
    "The harbour master counted the boats twice before he put the number on the board by the gate.",
    "Nobody on the quay believed it, least of all the two sisters who have run the ice house since their father left.",
    "By noon the wind had gone round to the north and the last of the trawlers lay against the wall.",
    "“We have seen worse,” said the elder of the two, “and we have always gone out again the next morning.”",
    "The council will vote on the new breakwater on Thursday, after three years of hearings and two reports.",
    "Insurers have asked for a survey of every vessel over twelve metres that is kept afloat through the winter.",
)


def picture(width: int, height: int, colour: str) -> bytes:
    """Return a JPEG of a horizon, made here."""
    image = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 2 // 3, width, height), fill="#22405c")
    draw.ellipse((width // 2, height // 5, width // 2 + height // 4, height // 5 + height // 4), fill="#f3d37a")
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=80)
    return stream.getvalue()


def text(number: int, count: int = 3) -> str:
    """Return a paragraph that no other number gives."""
    return f"Paragraph {number}. " + " ".join(LINES[(number + step) % len(LINES)] for step in range(count))


def cell(words: str, **fields: object) -> Cell:
    return Cell((Paragraph(text=rich(words)),), **fields)  # type: ignore[arg-type]


PHOTOS = (
    Photo(
        id="harbour", src="harbour.jpg", caption=rich("The harbour at noon, when the wind went round."),
        catchline="NORTHERLY", headline="Boats against the wall", credit="Mara Lind / Quay Pictures",
        byline=(Person("Mara Lind"), Person("Otto Berg")), alt="Boats lie side by side along a stone wall.",
        location="North Quay", date="2026-03-02", source="Quay Pictures",
        rights=Rights(notice="Not for syndication"),
    ),
    Photo(id="ice", src="ice.jpg", caption=rich("Ice for the morning."), credit="Otto Berg", alt="A shovel in ice."),
    Photo(id="rope", src="rope.jpg", decorative=True),
    Photo(id="lost", catchline="NO PICTURE", caption=rich("A photo that was never sent."), credit="Unknown hand"),
    Photo(id="sister", src="sister.jpg", role="portrait", caption=rich("The elder sister."), alt="A woman in oilskins."),
)  # fmt: skip


def full_body() -> tuple[object, ...]:
    """Return a body with every block."""
    table = Table(
        id="boats", head_rows=1, caption=rich("Boats in harbour"), source=rich("Source: harbour office"),
        rows=(
            (cell("Year"), cell("Trawlers", align="right"), cell("Note")),
            (cell("2024", header=True), cell("31", align="right"), cell("Two seasons", rows=2)),
            (cell("2025", header=True), cell("28", align="right")),
            (cell("All told", columns=2), cell("59")),
        ),
    )  # fmt: skip
    marked = (
        Run("Marks: "), Run("bold", ("bold",)), Run(" and "), Run("italic", ("italic",)), Run(", "),
        Run("struck", ("strike",)), Run(", H"), Run("2", ("subscript",)), Run("O, "), Run("code()", ("code",)),
        Run(", a "), Run("link", (), "https://example.org/quay?a=1&b=<2>"), Run(", Arabic مرحبا بكم inside, "),
        Run("quelques mots", ("italic",), language="fr"), Run(" & <b>no markup</b>."), Run("1", note="n1"),
        Run(" Verse\nover two lines."), Run("漢字", language="ja", ruby="かんじ"),
    )  # fmt: skip
    return (
        Paragraph(id="p1", text=rich(text(1))),
        Paragraph(id="p2", text=marked),
        Paragraph(id="p3", text=rich(text(3))),
        Figure(id="f1", photos=("ice",), caption=rich("The ice house, photographed in March.")),
        Crosshead(id="c1", text=rich("What the sisters say")),
        Paragraph(id="p4", text=(Run(text(4)), Run("*", note="n2"), Run(" Again"), Run("1", note="n1"))),
        Quote(id="q1", blocks=(Paragraph(text=rich("A pull quote draws the eye to one sentence.")),),
              attribution=rich("Elder sister"), pull=True),
        Paragraph(id="p5", text=rich(text(5))),
        Quote(id="q2", blocks=(Paragraph(text=rich(text(6, 1))), Paragraph(text=rich(text(7, 1)))),
              attribution=rich("From the second report")),
        Crosshead(id="c2", text=rich("A smaller heading"), level=2),
        List(id="l1", items=(
            (Paragraph(text=rich("First point")), Paragraph(text=rich("and more on it"))),
            (Paragraph(text=rich("Second point")),
             List(ordered=True, start=3, items=((Paragraph(text=rich("third of the inner")),),
                                                (Paragraph(text=rich("fourth of the inner")),)))),
        )),
        List(id="l2", ordered=True, items=((Paragraph(text=rich("Counted one")),), (Paragraph(text=rich("Counted two")),))),
        table,
        Aside(id="a1", title=rich("The breakwater in figures"), role="facts", blocks=(
            Paragraph(text=rich("Length: 410 metres.")),
            List(items=((Paragraph(text=rich("Stone from the old quarry")),),)),
        )),
        QuestionAnswer(id="qa", question=rich("Will it hold?"), answer=(Paragraph(text=rich("It must hold.")),)),
        Code(id="code", text="for boat in boats:\n    count(boat)"),
        Rule(id="rule"),
        Embed(id="e1", url="https://example.org/post/1", title="A post from the quay", provider="Example",
              blocks=(Paragraph(text=rich("The post says that all are home.")),)),
        Figure(id="f2", photos=("rope", "lost", "sister")),
        Paragraph(id="p8", text=rich(text(8)), language="en-GB"),
        Break(id="br", to="column"),
        Paragraph(id="p9", text=rich(text(9))),
        Paragraph(id="co", text=rich("Anna Holm contributed from the island."), role="contribution"),
        Paragraph(id="en", text=rich("This story was changed after the vote."), role="endnote"),
    )  # fmt: skip


def full_article() -> Article:
    """Return a story that uses every field a reader can see."""
    return Article(
        id="story-full",
        url="https://example.org/stories/harbour",
        language="en",
        publication=Publication(name="The Quay Courier", edition="City", date="2026-03-03", place="Northport"),
        section="Coast",
        page="A3",
        kicker=rich("Winter harbour"),
        headline=rich("Storm keeps the whole fleet in port for a second week"),
        subheads=(rich("Sisters at the ice house keep the lights on"),),
        deck=rich("A council vote on Thursday decides whether the breakwater is built before the next winter"),
        byline=Byline("By Ida Strand and Jonas Falk", (Person("Ida Strand", bio="Ida Strand covers the coast."),
                                                       Person("Jonas Falk", email="jonas@example.org"))),
        dateline=Dateline(raw="NORTHPORT, March 2 (QP) — ", place="NORTHPORT", date="March 2", agency="QP"),
        dates=Dates(published="2026-03-03T05:00:00Z", updated="2026-03-04"),
        body=full_body(),  # type: ignore[arg-type]
        notes=(
            Footnote("n1", (Paragraph(text=(Run("The "), Run("first note", (), "https://example.org/note"), Run("."))),), "1"),
            Footnote("n2", (Paragraph(text=rich("A note with a mark of its own.")),), "*"),
            Footnote("n3", (Paragraph(text=rich("A note that nothing calls.")),), "3"),
        ),
        photos=PHOTOS,
        sources=(Source("Quay Pictures", uri="https://example.org/qp"),),
        rights=Rights(holder="The Quay Courier", year="2026", usage="No reprints without leave."),
        keywords=("harbour", "storm"),
        series="Winter",
        slugline="STORM-FLEET",
        extra={"desk": "coast"},
    )  # fmt: skip


def short_article(number: int, section: str = "", language: str = "en") -> Article:
    """Return a plain story of four paragraphs with one photo."""
    return Article(
        id=f"story-{number}",
        language=language,
        section=section,
        kicker=rich(f"Kicker {number}"),
        headline=rich(f"Headline number {number} about the weather at sea"),
        byline=Byline(f"By Writer {number}"),
        body=tuple(Paragraph(id=f"s{number}-{index}", text=rich(text(10 * number + index))) for index in range(4)),
        photos=(Photo(id="one", src="ice.jpg", caption=rich(f"Photo of story {number}."), credit="QP", alt="Ice."),),
    )


def arabic_article() -> Article:
    """Return a story from right to left with Latin words in it."""
    return Article(
        id="story-ar",
        language="ar",
        headline=rich("العاصفة تبقي الأسطول في الميناء"),
        body=(
            Paragraph(
                id="r1", text=(Run("قال مدير الميناء إن السفن باقية حتى الغد، وفقا لوكالة "), Run("QP News"), Run("."))
            ),
            Paragraph(id="r2", text=rich("يصوت المجلس يوم الخميس على بناء حاجز الأمواج الجديد.")),
        ),
    )


def short_edition(count: int = 4) -> Edition:
    """Return an edition of two named sections."""
    stories = [Entry(short_article(number)) for number in range(1, count + 1)]
    half = count // 2
    return Edition(
        schema=SCHEMA,
        sections=(Section(tuple(stories[:half]), "Coast"), Section(tuple(stories[half:]), "Inland")),
        publication=Publication(name="The Quay Courier", date="2026-03-03"),
        title="Weekend edition",
        date="2026-03-03",
        language="en",
    )


FILES = {
    "harbour.jpg": picture(1600, 1067, "#b9cfe0"),
    "ice.jpg": picture(900, 600, "#dfe8ee"),
    "rope.jpg": picture(600, 200, "#c9b68c"),
    "sister.jpg": picture(600, 800, "#d8c3a5"),
}


def read_kept(data: bytes) -> Kept:
    """Return what the file keeps beside its text."""
    text = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("customXml/item1.xml")).text
    kept = decode_kept(text or "")
    assert kept
    return kept
