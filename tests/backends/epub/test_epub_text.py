"""Nothing of a story is lost, changed or turned into markup."""

from __future__ import annotations

import re

import pytest
from epub_stories import ARABIC, FERRY, FULL, HARBOUR, LOST, PLAIN, export, find, page, part, single, text_in
from msgspec.structs import replace

from exporter.model import Article, Code, Embed, Figure, Paragraph, Run, rich, text_of
from exporter.model.walk import riches, walk
from exporter.report import Report
from exporter.style.model import Style

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a & b &amp; c",
    "]]> <![CDATA[ x ]]>",
    "<!-- not a comment -->",
    "%s {0} ${x} {{ y }}",
    "quotes \" and ' and </p></body></html>",
)


@pytest.mark.parametrize("article", [FERRY, PLAIN, ARABIC], ids=["ferry", "plain", "arabic"])
def test_every_paragraph_is_there_word_for_word_and_in_order(article: Article, newspaper: Style) -> None:
    text = text_in(page(export(single(article), newspaper)))
    end = 0
    for block in walk(article.body):
        if isinstance(block, Paragraph) and block.text:
            found = text.find(text_of(block.text), end)
            assert found >= 0, text_of(block.text)
            end = found + len(text_of(block.text))


@pytest.mark.parametrize("article", [FERRY, PLAIN, ARABIC], ids=["ferry", "plain", "arabic"])
def test_every_other_word_of_the_story_is_there(article: Article, newspaper: Style) -> None:
    text = text_in(page(export(single(article), newspaper)))
    heads = [article.kicker, article.headline, *article.subheads, article.deck]
    words = [text_of(runs) for runs in heads]
    for block in (*walk(article.body), *(inner for note in article.notes for inner in walk(note.blocks))):
        words += [text_of(runs) for runs in riches(block)]
        words += [block.text] if isinstance(block, Code) else []
        words += [block.title, block.provider, block.url] if isinstance(block, Embed) else []
    for photo in article.photos:
        words += [photo.catchline, text_of(photo.caption), photo.credit, photo.headline, photo.rights.notice]
        words += [person.name for person in photo.byline]
    words += [article.byline.raw, article.dateline.raw, article.url, article.series, article.page, article.section]
    words += [article.publication.name, article.rights.holder, article.rights.usage]
    words += [source.name for source in article.sources] + [person.bio for person in article.byline.persons]
    assert [word for word in words if word not in text] == []


def test_each_story_of_an_edition_has_its_own_page_in_order(newspaper: Style) -> None:
    book = export(FULL, newspaper)
    titles = [text_of(article.headline) for article in FULL.articles]
    assert [find(page(book, f"a{n}.xhtml"), "string(//h:h1)") for n in range(1, 5)] == titles


def test_the_dateline_opens_the_first_body_paragraph(newspaper: Style) -> None:
    paragraph = find(page(export(single(FERRY), newspaper)), "//h:p[contains(@class, 'first')]")[0]
    assert text_in(paragraph).startswith("PORT ELLEN, Nov. 14 (HG) — The ferry that tied")
    assert paragraph[0].get("class") == "dateline"


def test_a_dateline_without_a_paragraph_stands_alone(newspaper: Style) -> None:
    story = replace(FERRY, body=(Figure(("pilot",)),), notes=())
    assert find(page(export(single(story), newspaper)), "string(//h:p[@class='dateline'])") == FERRY.dateline.raw


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_field_stays_text(text: str, newspaper: Style) -> None:
    photo = replace(HARBOUR, caption=rich(text), catchline=text, credit=text, alt=text)
    byline = replace(FERRY.byline, raw=text)
    story = replace(
        FERRY, headline=rich(text), kicker=rich(text), deck=rich(text), section=text, byline=byline, photos=(photo,),
        keywords=(text,), body=(Paragraph(rich(text)), Code(text), Paragraph((Run(text, ("bold",)),))), notes=(),
    )  # fmt: skip
    book = export(single(story), newspaper)
    root = page(book)
    assert text_in(find(root, "//h:h1")[0]) == text
    assert find(root, "//h:figure/h:img/@alt") == [text]
    assert text_in(root).count(text) >= 8
    assert {element.tag for element in root.iter()} & {
        f"{{http://www.w3.org/1999/xhtml}}{tag}" for tag in ("script", "iframe")
    } == set()
    nav = page(book, "nav.xhtml")
    assert text.split() in [text_in(link).split() for link in find(nav, "//h:a")]


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "data:text/html,x", "file:///etc/passwd", "vbscript:x",
     "http://", "https://user:secret@host.example/", "//host.example/x", "a1.xhtml", "#top", "http://host:port/"],
)  # fmt: skip
def test_a_link_that_may_not_be_carried_leaves_its_words_and_a_finding(href: str, newspaper: Style) -> None:
    report = Report()
    story = replace(PLAIN, url=href, body=(Paragraph((Run("Look "), Run("here", href=href))), Embed(href, "A film")))
    root = page(export(single(story), newspaper, report))
    assert find(root, "//h:a") == []
    assert "Look here" in text_in(root)
    assert {finding.code for finding in report.findings} == {"epub-link-refused"}


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://host.example/a b?q=ä&x=%zz#f", "https://host.example/a%20b?q=ä&x=%25zz#f"),
        ("HTTP://host.example/", "HTTP://host.example/"),
        ("mailto:desk@host.example?subject=a b", "mailto:desk@host.example?subject=a%20b"),
        ("tel:+44 20 1234", "tel:+44%2020%201234"),
        ('https://host.example/"><script>', "https://host.example/%22%3E%3Cscript%3E"),
    ],
)
def test_a_link_is_written_as_a_valid_address(href: str, written: str, newspaper: Style) -> None:
    story = replace(PLAIN, body=(Paragraph((Run("here", href=href),)),))
    assert find(page(export(single(story), newspaper)), "//h:a/@href") == [written]


def test_a_photo_without_a_picture_shows_its_words(newspaper: Style) -> None:
    root = page(export(single(replace(PLAIN, photos=(LOST,))), newspaper))
    assert find(root, "//h:img") == []
    assert (
        text_in(find(root, "//h:p[@class='caption alone']")[0])
        == "GUIDING LIGHT The lighthouse, seen from the ferry. ARCHIVE"
    )


def test_no_name_of_a_file_of_the_story_is_in_the_book(newspaper: Style) -> None:
    book = export(FULL, newspaper)
    assert not re.search(rb"harbour\.jpg|pilot\.jpg", book)
    assert not any(b"harbour.jpg" in part(book, f"EPUB/{name}") for name in ("content.opf", "a1.xhtml", "a3.xhtml"))
