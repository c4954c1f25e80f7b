"""Books of other makers, read by their pages."""

from __future__ import annotations

import random

import pytest
from epub_books import book, pack, picture, read_book, story, unpack

from exporter.env import Env, MemoryFiles, fixed_env
from exporter.limits import Limits
from exporter.model import Aside, Crosshead, Figure, List, Paragraph, Quote, Run, Table, rich, text_of
from exporter.model.walk import plain_text
from exporter.report import ExporterError, InputError

LONG = "The ferry left the quay at six in the morning, with the lamps still lit along the whole of the harbour wall."
TWO = ("<h1>One</h1><p>First story.</p>", "<h1>Two</h1><p>Second story.</p>")


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in read_book(data)[1].findings]


def test_each_page_is_a_story_with_its_headline() -> None:
    edition = read_book(book(*TWO))[0].edition
    assert [text_of(article.headline) for article in edition.articles] == ["One", "Two"]
    assert plain_text(edition.articles[1].body) == "Second story."


def test_sections_and_title_are_those_of_the_contents_and_the_package() -> None:
    nav = '<li><span>Region</span><ol><li><a href="p1.xhtml">One</a></li></ol></li><li><a href="p2.xhtml">Two</a></li>'
    metadata = "<dc:title>Monday</dc:title><dc:publisher>The Courier</dc:publisher><dc:date>2026-05-04</dc:date>"
    edition = read_book(book(*TWO, nav=nav, metadata=metadata))[0].edition
    assert (edition.title, edition.publication.name, edition.date) == ("Monday", "The Courier", "2026-05-04")
    assert [section.name for section in edition.sections] == ["Region", ""]


def test_a_page_without_a_headline_has_the_title_of_the_contents() -> None:
    article = story(f"<p>{LONG}</p>", nav='<li><a href="p1.xhtml">At the quay</a></li>')
    assert text_of(article.headline) == "At the quay"


def test_a_first_line_that_the_contents_list_as_the_title_is_the_headline_and_stands_once() -> None:
    nav = '<li><a href="p1.xhtml">At the quay</a></li>'
    article = story(f"<p><span>At the <i>quay</i></span></p><p>{LONG}</p>", nav=nav)
    assert article.headline == (Run("At the "), Run("quay", ("italic",)))
    assert plain_text(article.body) == LONG


def test_the_head_is_told_by_class_and_place() -> None:
    article = story(
        f'<p class="kicker">Harbour</p><h1>Night boat</h1><p class="standfirst">What it carries.</p>'
        f'<p>By Ada Whitlock</p><p class="date"><time datetime="2026-05-04T06:00Z">Monday</time></p><p>{LONG}</p>'
    )
    assert [text_of(part) for part in (article.kicker, article.headline, article.deck)] == [
        "Harbour", "Night boat", "What it carries.",
    ]  # fmt: skip
    assert article.byline.persons[0].name == "Ada Whitlock"
    assert article.dates.published == "2026-05-04"
    assert plain_text(article.body) == LONG


def test_marks_links_and_line_breaks_are_kept() -> None:
    article = story(
        '<h1>T</h1><p>A <b>bold <i>both</i></b> word,\n <a href="https://example.org/">a link</a><br/>and H<sub>2</sub>O &eacute;</p>'
    )
    assert article.body[0].text == (  # type: ignore[union-attr]
        Run("A "), Run("bold ", ("bold",)), Run("both", ("bold", "italic")), Run(" word, "),
        Run("a link", href="https://example.org/"), Run("\nand H"), Run("2", ("subscript",)), Run("O é"),
    )  # fmt: skip


def test_quotations_are_marked_the_inner_ones_twice() -> None:
    article = story("<h1>T</h1><p>He said <q>it is <q>fog</q></q>.</p>")
    assert article.body[0].text == (  # type: ignore[union-attr]
        Run("He said "), Run("it is ", ("quote",)), Run("fog", ("quote", "quote")), Run("."),
    )  # fmt: skip


def test_lists_tables_quotes_and_boxes_are_what_they_are() -> None:
    article = story(
        "<h1>T</h1><p>Before.</p><h2>Cross</h2><ol start='3'><li>three</li><li>four</li></ol>"
        "<table><caption>Boats</caption><thead><tr><th>Name</th><th>Year</th></tr></thead>"
        "<tbody><tr><td>Ada</td><td>1904</td></tr></tbody></table>"
        "<blockquote><p>We sail.</p><footer>The master</footer></blockquote>"
        "<aside><h3>In numbers</h3><p>Six boats.</p></aside>"
    )
    _, cross, numbers, table, quote, box = article.body
    assert isinstance(cross, Crosshead) and cross.level == 1
    assert isinstance(numbers, List) and numbers.ordered and numbers.start == 3 and len(numbers.items) == 2
    assert isinstance(table, Table) and table.head_rows == 1 and table.rows[0][0].header
    assert text_of(table.caption) == "Boats"
    assert isinstance(quote, Quote) and text_of(quote.attribution) == "The master"
    assert isinstance(box, Aside) and text_of(box.title) == "In numbers"


def test_a_picture_comes_with_its_caption_and_credit_and_opens_from_the_book() -> None:
    env = fixed_env()
    reading, _ = read_book(
        book(
            f'<h1>T</h1><p>{LONG}</p><figure><img src="i/sea.jpg" alt="The sea"/><figcaption>At dawn. '
            f'<span class="credit">Ada Whitlock</span></figcaption></figure><p>After.</p>'
        ),
        env,
    )
    article = reading.edition.articles[0]
    photo = article.photos[0]
    assert isinstance(article.body[1], Figure)
    assert (text_of(photo.caption), photo.credit, photo.alt) == ("At dawn.", "Ada Whitlock", "The sea")
    assert env.picture(photo.src).width == 40


def test_a_box_named_like_a_picture_is_one() -> None:
    article = story(
        f'<h1>T</h1><p>{LONG}</p><div class="image"><img src="i/sea.jpg"/><p>At dawn.</p></div><p>After.</p>'
    )
    assert [type(block) for block in article.body] == [Paragraph, Figure, Paragraph]
    assert text_of(article.photos[0].caption) == "At dawn."


def test_a_note_is_found_where_it_is_marked_even_on_another_page() -> None:
    call = '<a epub:type="noteref" href="p2.xhtml#n1">1</a>'
    notes = '<section epub:type="endnotes"><h2>Notes</h2><aside epub:type="endnote" id="n1"><p><a href="p1.xhtml#c">1</a> So she said.</p></aside></section>'
    reading, report = read_book(book(f"<h1>T</h1><p>She said so.<sup>{call}</sup></p>", notes))
    (article,) = reading.edition.articles
    assert plain_text(article.notes[0].blocks) == "So she said."
    assert article.body[0].text[-1].note == article.notes[0].id  # type: ignore[union-attr]
    assert "epub-page-skipped" not in [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<h1>T</h1><p>x</p><video/>", "epub-left-out"),
        ('<h1>T</h1><p>x</p><img src="gone.jpg"/>', "epub-picture"),
        ('<h1>T</h1><p>x</p><img src="https://example.org/a.jpg"/>', "epub-picture"),
        ('<h1>T</h1><p>see <a href="p2.xhtml">two</a></p>', "epub-inner-links"),
        ("<h1>T</h1><p>un<b>closed</p>", "epub-page-broken"),
        ('<section epub:type="cover"><p>Cover</p></section>', "epub-page-skipped"),
    ],
)
def test_what_was_not_understood_is_said(body: str, code: str) -> None:
    assert code in codes(book(body, "<h1>Two</h1><p>Second.</p>"))


def test_words_between_blocks_are_not_lost() -> None:
    article = story("<h1>T</h1><div>Loose words <p>a paragraph</p> and more <i>of them</i></div>")
    assert plain_text(article.body).split("\n") == ["Loose words", "a paragraph", "and more of them"]


def test_boxes_in_boxes_without_end_are_read_as_words() -> None:
    article = story("<h1>T</h1>" + "<div>" * 150 + "deep" + "</div>" * 150)
    assert plain_text(article.body) == "deep"


def test_an_entity_is_not_opened() -> None:
    page = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>T</h1><p>a&x;b</p></body></html>'
    )
    reading, _ = read_book(book("<h1>U</h1><p>u</p>", more={"OPS/p1.xhtml": page.encode()}))
    assert plain_text(reading.edition.articles[0].body) in ("ab", "a\nb")


def test_a_picture_outside_the_book_is_not_opened() -> None:
    env = Env(MemoryFiles({"secret.jpg": picture(), "../secret.jpg": picture()}), fixed_env().clock)
    body = '<h1>T</h1><p>x</p><img src="../../secret.jpg"/><img src="../secret.jpg"/>'
    data = book(body, more={"../secret.jpg": picture()})
    reading, report = read_book(data, env)
    assert [photo.src for photo in reading.edition.articles[0].photos] == ["", ""]
    assert "zip-name" in [finding.code for finding in report.findings]


def test_a_zip_made_to_fill_memory_is_refused() -> None:
    with pytest.raises(InputError, match="unpacks to"):
        read_book(book("<h1>T</h1><p>x</p>", more={"OPS/p1.xhtml": b" " * 19_000_000}))


def test_a_book_that_unpacks_to_more_than_may_be_read_is_refused() -> None:
    env = Env(MemoryFiles({}), fixed_env().clock, Limits(file_bytes=3000))
    with pytest.raises(InputError):
        read_book(book(*(["<h1>T</h1><p>x</p>"] * 20)), env)


@pytest.mark.parametrize("cut", [40, 400, -200])
def test_a_damaged_book_is_told_from_a_story(cut: int) -> None:
    with pytest.raises(ExporterError):
        read_book(book(*TWO)[:cut])


def test_a_zip_that_is_no_book_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="zip archive"):
        read_book(pack({"a.txt": "words"}))


def test_a_book_of_epub_2_has_its_sections_from_the_ncx() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Region</text></navLabel>'
        '<content src="p1.xhtml"/><navPoint><navLabel><text>One</text></navLabel><content src="p1.xhtml"/></navPoint>'
        "</navPoint></navMap></ncx>"
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata/><manifest>'
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        '<item id="p1" href="p1.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="p2" href="p2.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine toc="ncx"><itemref idref="p1"/><itemref idref="p2"/></spine></package>'
    )
    data = book(*TWO, more={"OPS/toc.ncx": ncx.encode(), "OPS/book.opf": package.encode()})
    assert [section.name for section in read_book(data)[0].edition.sections] == ["Region"]


def test_rich_text_in_a_headline_stays() -> None:
    assert story("<h1>The <em>Ada</em> sails</h1><p>x</p>").headline == (
        *rich("The "), Run("Ada", ("italic",)), Run(" sails"),
    )  # fmt: skip


def test_a_story_that_a_converter_cut_into_parts_is_one_again() -> None:
    parts = (
        "<p>The Courier</p>",
        "<h1>One</h1><p>It begins.</p>",
        "<h2>Cross</h2><p>It goes on.</p>",
        "<h1>Two</h1><p>x</p>",
    )
    nav = '<li><a href="p1.xhtml">One</a></li><li><a href="p4.xhtml">Two</a></li>'
    one, two = read_book(book(*parts, nav=nav))[0].edition.articles
    assert (text_of(one.headline), text_of(two.headline)) == ("One", "Two")
    assert plain_text(one.body).split("\n") == ["The Courier", "It begins.", "Cross", "It goes on."]


@pytest.mark.parametrize("seed", range(25))
def test_a_page_damaged_anywhere_is_read_or_refused_in_our_words(seed: int) -> None:
    chance = random.Random(seed)
    body = (
        '<header><p class="kicker">K</p><h1>T</h1></header><p>A <b>b</b> <a href="#n">1</a></p><ul><li>x</li></ul>'
        '<table><tr><td>1</td></tr></table><figure><img src="i/sea.jpg"/><figcaption>c</figcaption></figure>'
        '<aside id="n" epub:type="footnote"><p>note</p></aside>'
    )
    files = unpack(book(body, "<h1>Two</h1><p>x</p>"))
    for name in ("OPS/p1.xhtml", "OPS/book.opf", "META-INF/container.xml"):
        data, at = files[name], chance.randrange(len(files[name]))
        if chance.random() < 0.6:
            files[name] = (
                data[:at] + chance.choice((b"", b"<p>", b"\xff", b"</", b"&x;")) + data[at + chance.randrange(40) :]
            )
    try:
        reading, _ = read_book(pack(dict(files)))
    except InputError as error:
        assert error.message
    else:
        assert reading.edition.articles
