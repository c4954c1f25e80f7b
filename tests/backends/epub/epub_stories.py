"""Editions written for these tests: between them they use every block, mark and photo field."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree
from lxml.etree import _Element
from PIL import Image, ImageCms, ImageDraw

from exporter.backends.epub.write import write
from exporter.env import Env, fixed_env
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
from exporter.report import Report
from exporter.style.model import Style

NAMESPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
GAZETTE = Publication(
    name="The Harbour Gazette", place="Port Ellen", edition="Late Edition", date="2025-11-14", number="212",
    url="https://gazette.example/",
)  # fmt: skip


def paragraphs(*texts: str, start: int = 1) -> tuple[Paragraph, ...]:
    """Return plain body paragraphs with ids and lines."""
    return tuple(Paragraph(rich(text), id=f"p{n}", line=n) for n, text in enumerate(texts, start))


def picture(size: tuple[int, int] = (1200, 800), sky: str = "#9db4c0", sea: str = "#253237") -> bytes:
    """Return a JPEG of a harbour at dusk, drawn with a few shapes."""
    image = Image.new("RGB", size, sky)
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((0, height * 0.62, width, height), fill=sea)
    draw.ellipse((width * 0.62, height * 0.18, width * 0.74, height * 0.18 + width * 0.12), fill="#e9c46a")
    draw.polygon(
        (
            (width * 0.2, height * 0.66),
            (width * 0.55, height * 0.66),
            (width * 0.5, height * 0.74),
            (width * 0.25, height * 0.74),
        ),
        fill="#5c2018",
    )
    draw.polygon(
        ((width * 0.36, height * 0.2), (width * 0.36, height * 0.62), (width * 0.5, height * 0.62)), fill="#f1ede4"
    )
    data = BytesIO()
    image.save(data, "JPEG", quality=85)
    return data.getvalue()


def env() -> Env:
    """Return files in memory: two photos, one of them upright."""
    return fixed_env({"harbour.jpg": picture(), "pilot.jpg": picture((600, 800), "#c8b6a6", "#6d597a")})


HARBOUR = Photo(
    id="harbour", src="harbour.jpg", caption=(Run("The ferry "), Run("Solan", ("italic",)), Run(" leaves the harbour at dusk.")),
    catchline="LAST BOAT OUT", headline="A crossing at dusk", credit="GAZETTE PICTURES", byline=(Person("Ina Duarte"),),
    alt="A ferry with one sail leaves a harbour; the sun stands low over dark water.", focal=(0.4, 0.5),
    date="2025-11-13", location="Port Ellen", rights=Rights(notice="© 2025 Gazette Pictures"), line=4,
)  # fmt: skip
PILOT = Photo(
    id="pilot", src="pilot.jpg", caption=rich("Pilot Mary Okoro has steered the ferry for thirty years."),
    credit="INA DUARTE", alt="A woman in a dark coat on the bridge of a ship.", role="portrait",
)  # fmt: skip
LOST = Photo(
    id="lost", caption=rich("The lighthouse, seen from the ferry."), catchline="GUIDING LIGHT", credit="ARCHIVE"
)
ORNAMENT = Photo(id="ornament", src="harbour.jpg", decorative=True)

TIMETABLE = Table(
    id="t1",
    caption=rich("Winter timetable"),
    source=rich("Source: harbour office"),
    head_rows=1,
    rows=(
        (Cell((Paragraph(rich("Port")),)), Cell((Paragraph(rich("Sailings")),), columns=2)),
        (Cell((Paragraph(rich("Port Ellen")),), header=True), Cell((Paragraph(rich("07:10")),)), Cell((Paragraph(rich("16:40")),), align="right")),
        (Cell((Paragraph(rich("Ballygrant")),), header=True, rows=2), Cell((Paragraph(rich("08:25")),), align="centre"), Cell(())),
        (Cell((Paragraph(rich("none on Sundays")), Paragraph(rich("or holidays")))), Cell((Paragraph(rich("18:05")),))),
    ),
)  # fmt: skip

FERRY = Article(
    id="ferry", url="https://gazette.example/ferry?a=1&b=2", genre="news", language="en", publication=GAZETTE,
    section="Island", page="A1", kicker=rich("Transport"),
    headline=(Run("The last boat "), Run("out of Port Ellen", ("italic",))),
    subheads=(rich("Council votes 7–2 to end winter sailings"),),
    deck=rich("For ninety years the Solan has carried post, sheep and schoolchildren. On Friday it sails for the last time."),
    byline=Byline("By Ruth van der Meer and Tom Okafor", (
        Person("Ruth van der Meer", bio="has reported from the islands since 2009."), Person("Tom Okafor", "photographer"),
        Person("Lena Brandt", "translator"),
    )),
    dateline=Dateline("PORT ELLEN, Nov. 14 (HG) — ", "PORT ELLEN", date="Nov. 14", agency="HG", separator=" — "),
    dates=Dates(published="2025-11-14T06:00:00Z", updated="2025-11-15T09:30:00Z"),
    body=(
        Paragraph(rich("Nobody on the quay wanted to be the first to go home."), role="lead", id="p0"),
        *paragraphs(
            "The ferry that tied this town to the mainland made its last winter crossing on Thursday, and half of the island came to watch.",
            "“It is not the boat that we shall miss,” said the harbour master. “It is the certainty that there would be another.”",
        ),
        Figure(("pilot",), id="f1"),
        Crosshead(rich("A line of ninety years"), id="c1", line=9),
        Paragraph((
            Run("Bold", ("bold",)), Run(", "), Run("italic", ("italic",)), Run(", "), Run("under", ("underline",)), Run(", "),
            Run("struck", ("strike",)), Run(", x"), Run("2", ("superscript",)), Run(", H"), Run("2", ("subscript",)), Run("O, "),
            Run("Small", ("small-caps",)), Run(", "), Run("code()", ("code",)), Run(", "), Run("quoted", ("quote",)), Run(", "),
            Run("both", ("bold", "italic")), Run(", "), Run("a link ", href="https://gazette.example/a b"),
            Run("in two", ("italic",), href="https://gazette.example/a b"), Run(", "), Run("tel", href="tel:+44 20 1234"), Run(", "),
            Run("Guten Tag", language="de"), Run(", "), Run("שלום", language="he"), Run(", "), Run("漢字", ruby="かんじ", language="ja"),
            Run(" and a note"), Run("1", note="n1"), Run(".\nA second line."),
        ), id="p5"),
        Crosshead(rich("What the council said"), id="c2", level=3),
        Quote((Paragraph(rich("The figures are the figures.")),), rich("Cllr Ann Reid"), id="q1"),
        Quote((Paragraph(rich("There would always be another boat.")),), rich("The harbour master"), pull=True, id="q2"),
        List(((Paragraph(rich("post")), Paragraph(rich("and parcels"))), (Paragraph(rich("sheep"), id="li2"),)), id="l1"),
        List(((Paragraph(rich("first")),), (Paragraph(rich("second")), List(((Paragraph(rich("inner")),),)))), ordered=True, start=3),
        TIMETABLE,
        Aside((*paragraphs("Built in 1934, rebuilt in 1988.", start=20), Crosshead(rich("Owners"), level=2), List(((Paragraph(rich("The island trust")),),))),
              rich("The Solan in brief"), "facts", id="a1"),
        Aside((Paragraph(rich("A box without a title.")),), id="a2"),
        Aside((List(((Paragraph(rich("1934: maiden voyage")),),)),), rich("Timeline"), "timeline", id="a3"),
        QuestionAnswer(rich("Will you come back?"), paragraphs("Ask me in the spring.", start=30), id="qa1"),
        Code("if tide < 2:\n    stay()", "python", id="code1"),
        Embed("https://video.example/v?id=1&t=2", "The last crossing", "Harbour TV", paragraphs("Three minutes of film.", start=40), id="e1"),
        Rule(id="r1"),
        Break(to="page", id="br1"), Break(to="column"),
        Figure(("lost", "harbour-2"), rich("Two views of the strait."), id="f2"),
        Figure(("ornament",)),
        Paragraph(rich("C’est la mer qui décide."), language="fr", id="p6"),
        Paragraph(rich("The last passengers went ashore at nine."), id="p7"),
        Paragraph(rich("Joe Bell contributed to this report."), role="contribution", id="p8"),
        Paragraph(rich("An earlier version misstated the year."), role="endnote", id="p9"),
    ),
    notes=(Footnote("n1", paragraphs("Counted by the harbour office.", start=50), "1"), Footnote("n2", (), "*"),
           Footnote("n3", (List(((Paragraph(rich("A list in a note.")),),)),))),
    photos=(HARBOUR, PILOT, LOST, Photo(id="harbour-2", src="harbour.jpg", caption=rich("The strait."), alt="Dark water."), ORNAMENT),
    sources=(Source("Harbour News Agency"),),
    rights=Rights("The Harbour Gazette", "2025", usage="No reprint without permission."),
    keywords=("ferries", "islands & coasts"), series="Life on the edge", slugline="FERRY-LAST",
)  # fmt: skip

PLAIN = Article(
    headline=rich("Rain expected"), language="en", publication=GAZETTE, section="Weather",
    body=paragraphs("It will rain on Saturday.", "It may rain on Sunday."),
)  # fmt: skip
ARABIC = Article(
    headline=rich("آخر قارب من الميناء"), language="ar", publication=Publication(name="جريدة الميناء", date="2025-11-14"),
    section="الجزيرة", byline=Byline("مريم حداد"), dateline=Dateline("الميناء — "),
    body=paragraphs("أبحرت العبارة للمرة الأخيرة يوم الخميس.", "قال مدير الميناء إن الشتاء سيكون طويلا."),
    photos=(Photo(id="h", src="harbour.jpg", caption=rich("العبارة عند الغروب."), credit="أرشيف", alt="عبارة تغادر الميناء."),),
)  # fmt: skip


def edition(*sections: tuple[str, tuple[Article, ...]], language: str = "en") -> Edition:
    """Return an edition of the sections, dated and numbered."""
    return Edition(
        schema=SCHEMA,
        sections=tuple(Section(tuple(Entry(article) for article in articles), name) for name, articles in sections),
        publication=GAZETTE,
        date="2025-11-14",
        language=language,
        rights=Rights(notice="© 2025 The Harbour Gazette"),
    )


def single(article: Article) -> Edition:
    """Return an edition of one story in a section without a name."""
    return Edition(
        schema=SCHEMA,
        sections=(Section((Entry(article),)),),
        publication=article.publication,
        language=article.language,
    )


FULL = edition(("Island", (FERRY, PLAIN)), ("", ()), ("World", (ARABIC,)), ("Weather", (PLAIN,)))


def export(edition: Edition, style: Style, report: Report | None = None) -> bytes:
    """Return the EPUB of the edition with the files of `env`."""
    return write(edition, style, env(), report or Report())


def page(book: bytes, name: str = "a1.xhtml") -> _Element:
    """Return the root of a page of the book."""
    return etree.fromstring(part(book, f"EPUB/{name}"))


def part(book: bytes, name: str) -> bytes:
    """Return the bytes of a file in the book."""
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return archive.read(name)


def text_in(element: _Element) -> str:
    """Return the text of the element without its footnote calls, with line breaks as newlines."""
    parts = [element.text or ""]
    for child in element:
        if (
            isinstance(child.tag, str)
            and "noteref" not in child.get("class", "")
            and not child.tag.endswith(("}rp", "}rt"))
        ):
            parts.append("\n" if child.tag.endswith("}br") else text_in(child))
        parts.append(child.tail or "")
    return "".join(parts)


def find(root: _Element, path: str) -> list[_Element]:
    """Return the elements that the XPath finds; ``h:`` is XHTML, ``e:`` the EPUB vocabulary, ``o:`` the package."""
    return root.xpath(path, namespaces=NAMESPACES)


def swapped_profile() -> bytes:
    """Return the profile of sRGB with its primaries in another order, so that red means green."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    places = [
        int.from_bytes(profile[profile.index(tag, 128) + 4 :][:4], "big") + 8 for tag in (b"rXYZ", b"gXYZ", b"bXYZ")
    ]
    values = [bytes(profile[place : place + 12]) for place in places]
    for place, value in zip(places, values[1:] + values[:1], strict=True):
        profile[place : place + 12] = value
    return bytes(profile)
