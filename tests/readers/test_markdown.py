"""Markdown: front matter, blocks, runs."""

import pytest
from copied import article_of, codes, read_text, roles, texts

from exporter.model import (
    Article,
    Aside,
    Break,
    Code,
    Crosshead,
    Embed,
    Figure,
    List,
    Paragraph,
    QuestionAnswer,
    Quote,
    Rule,
    Run,
    Table,
    rich,
    text_of,
)  # fmt: skip
from exporter.model.walk import lead_photo_ids, plain_text
from exporter.readers.markdown.blocks import BlockReader
from exporter.readers.markdown.desk import Desk
from exporter.readers.markdown.inlines import read_runs
from exporter.readers.markdown.parse import parse_line
from exporter.readers.reading import Source
from exporter.report import InputError, Report


def md(text: str) -> Article:
    return article_of(text, "story.md", format="markdown")


YAML = '---\ntitle: "The *Harbour*: late"\ntags: [sea, ships]\ndate: 2026-05-03\nweight: 3\ntypo: No\n---\n\nText.\n'
TOML = '+++\ntitle = "The *Harbour*: late"\ntags = ["sea", "ships"]\ndate = 2026-05-03\nweight = 3\ntypo = "No"\n+++\n\nText.\n'
JSON = '{"title": "The *Harbour*: late", "tags": ["sea", "ships"],\n"date": "2026-05-03", "weight": 3, "typo": "No"}\n\nText.\n'


@pytest.mark.parametrize("text", [YAML, TOML, JSON])
def test_front_matter_is_read_in_three_forms(text: str) -> None:
    article = md(text)
    assert article.headline == (Run("The "), Run("Harbour", ("italic",)), Run(": late"))
    assert article.keywords == ("sea", "ships")
    assert article.dates.published == "2026-05-03"
    assert str(article.extra["weight"]) == "3"
    assert article.extra["typo"] == "No"
    assert texts(article) == ["Text."]


def test_every_front_matter_field_has_its_place() -> None:
    article = md("""---
title: T
subtitle: S
kicker: K
deck: D
byline: By Jane Doe
authors: [{name: Jane Doe, affiliation: Agency}]
dateline: OSLO (NTB)
date: 2026-05-03 14:00:00 +0200
lastmod: 2026-05-04
lang: nb_NO
publication: {name: The Courier, place: Sandvik}
edition: Late
section: Local
page: 3
series: Sea
slugline: HARBOUR
genre: feature
url: https://x.org/a
source: Agency
copyright: © Courier
license: CC BY
extra: {ask: me}
---

Text.
""")
    assert [text_of(runs) for runs in (article.headline, article.subheads[0], article.kicker, article.deck)] == [
        *"TSKD"
    ]
    assert article.byline.raw == "By Jane Doe"
    assert article.byline.persons[0].affiliation == "Agency"
    assert (article.dateline.place, article.dateline.agency) == ("OSLO", "NTB")
    assert (article.dates.published, article.dates.updated) == ("2026-05-03 14:00:00+0200", "2026-05-04")
    assert article.language == "nb-NO"
    assert (article.publication.name, article.publication.place, article.publication.edition) == (
        "The Courier",
        "Sandvik",
        "Late",
    )
    assert (article.section, article.page, article.series, article.slugline) == ("Local", "3", "Sea", "HARBOUR")
    assert (article.genre, article.url, article.sources[0].name) == ("feature", "https://x.org/a", "Agency")
    assert (article.rights.notice, article.rights.licence) == ("© Courier", "CC BY")
    assert article.extra == {"ask": "me"}


def test_the_byline_is_made_of_the_authors_where_no_words_are_given() -> None:
    assert md("---\nauthors: [Jane Doe, Tom Roe]\n---\n\nText.").byline.raw == "Jane Doe, Tom Roe"


def test_photos_of_the_front_matter_are_lead_photos() -> None:
    article = md("""---
image: {src: a.jpg, caption: "A *quay*", credit: J. Doe, catchline: KEYS, alt: Two people, focal: [0.5, 0.3], by: Al Po}
photos: [b.jpg]
---

Text.
""")
    first, second = article.photos
    assert first.caption == (Run("A "), Run("quay", ("italic",)))
    assert (first.src, first.credit, first.catchline, first.alt) == ("a.jpg", "J. Doe", "KEYS", "Two people")
    assert (first.focal, first.byline[0].name) == ((0.5, 0.3), "Al Po")
    assert second.src == "b.jpg"
    assert lead_photo_ids(article) == (first.id, second.id)


def test_a_key_that_is_nearly_right_is_kept_with_a_hint() -> None:
    reading = read_text("---\ntitle: T\nautor: Jane\n---\n\nText.", "a.md")
    assert reading.edition.articles[0].extra == {"autor": "Jane"}
    assert codes(reading) == ["front-matter-unknown"]
    assert reading.findings[0].hint == "did you mean 'author'?"
    assert reading.findings[0].where.line == 3


def test_a_value_that_does_not_fit_is_kept_as_extra_with_a_warning() -> None:
    reading = read_text("---\ntitle: T\ndate: last May\n---\n\nText.", "a.md")
    assert reading.edition.articles[0].extra == {"date": "last May"}
    assert codes(reading) == ["front-matter-unfit"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: T\nkicker: a: b\n---\n\nText.", 3),
        ("+++\ntitle = 'T'\nkicker = b\n+++\n\nText.", 3),
        ("---\ntitle: T\ntitle: U\n---\n\nText.", 3),
        ("---\na: &x [1]\nb: *x\n---\n\nText.", 3),
        ("---\n- a\n---\n\nText.", 2),
    ],
)
def test_broken_front_matter_is_an_error_with_its_line(text: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        md(text)
    assert caught.value.where.line == line
    assert caught.value.hint


def test_a_story_that_begins_with_a_pause_has_no_front_matter() -> None:
    assert texts(md("---\nIt was a dark night.\n\n---\n\nMore.")) == ["It was a dark night.", "More."]


def test_the_leading_heading_is_the_headline() -> None:
    article = md("# A *head*\n\nText.\n\n## Cross\n\n### Deep\n\n## Cross\n")
    assert text_of(article.headline) == "A head"
    assert [block.level for block in article.body if isinstance(block, Crosshead)] == [1, 2, 1]


def test_a_heading_that_repeats_the_title_is_not_set_twice() -> None:
    assert texts(md("---\ntitle: Head\n---\n\n# Head\n\nText.")) == ["Text."]


def test_byline_and_dateline_of_the_first_lines_are_found() -> None:
    article = md("# Head\n\n*By Jane Doe*\n\n**SEOUL** — The *ship* came.")
    assert article.byline.raw == "By Jane Doe"
    assert article.dateline.raw == "SEOUL — "
    assert article.body == (Paragraph(text=(Run("The "), Run("ship", ("italic",)), Run(" came.")), line=5),)


def test_two_different_datelines_are_told_and_no_word_goes() -> None:
    reading = read_text("---\ndateline: OSLO\n---\n\nSEOUL — The ship.", "a.md")
    assert codes(reading) == ["dateline-twice"]
    assert texts(reading.edition.articles[0]) == ["SEOUL — The ship."]


def test_marks_links_breaks_and_languages_become_runs() -> None:
    (block,) = md(
        'a **b** *c* ~~d~~ `e` [f](https://x.org) H<sub>2</sub>O<br>g\\\nh [i]{lang=fr} [J]{.small-caps} [漢]{ruby="かん"}'
    ).body
    assert isinstance(block, Paragraph)
    found = {run.text: run for run in block.text}
    assert found["b"].marks == ("bold",)
    assert found["c"].marks == ("italic",)
    assert found["d"].marks == ("strike",)
    assert found["e"].marks == ("code",)
    assert found["f"].href == "https://x.org"
    assert found["2"].marks == ("subscript",)
    assert found["O\ng\nh "].marks == ()
    assert found["i"].language == "fr"
    assert found["J"].marks == ("small-caps",)
    assert found["漢"].ruby == "かん"


def test_line_ends_are_spaces_but_between_chinese_letters() -> None:
    assert texts(md("one\ntwo\n\n橋は\n年末\n\n다리는\n올해")) == ["one two", "橋は年末", "다리는 올해"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "page.html", "data:text/html,x"])
def test_a_link_to_elsewhere_becomes_text_with_a_finding(address: str) -> None:
    reading = read_text(f"# Head\n\nSee [this]({address}) now.", "a.md")
    article = reading.edition.articles[0]
    assert article.body == (Paragraph(text=(Run("See this now."),), line=3),)
    assert codes(reading) == ["link-refused"]
    assert [line.text for line in article.provenance.dropped] == [address]


def test_lists_nest_and_count() -> None:
    (block,) = md("3. one\n   - inner\n4. two\n").body
    assert isinstance(block, List)
    assert (block.ordered, block.start, len(block.items)) == (True, 3, 2)
    assert isinstance(block.items[0][1], List)
    assert block.items[0][0].line == 1


@pytest.mark.parametrize("text", ["> Said so.\n> — *Ann Lee*, mayor", "> Said so.\n>\n> -- *Ann Lee*, mayor"])
def test_the_last_line_with_a_dash_names_who_said_it(text: str) -> None:
    (block,) = md(text).body
    assert isinstance(block, Quote)
    assert plain_text(block.blocks) == "Said so."
    assert block.attribution == (Run("Ann Lee", ("italic",)), Run(", mayor"))


@pytest.mark.parametrize(
    "text", ["> [!pull]\n> Said so.", "{.pull}\n> Said so.", "> [!PULL] \n>\n> Said so.", "> [!pull] Said so."]
)
def test_a_pull_quote_is_marked(text: str) -> None:
    (block,) = md(text).body
    assert isinstance(block, Quote)
    assert block.pull
    assert plain_text(block.blocks) == "Said so."


@pytest.mark.parametrize("mark", ["[!pull]\n> Said *so*", "[!pull] Said *so*", "[!pull] Said\n> *so*"])
def test_a_marked_quotation_begins_on_the_line_of_its_mark_and_ends_with_who_said_it(mark: str) -> None:
    (block,) = md(f"> {mark}\n> and so.\n> — Ann Lee").body
    assert isinstance(block, Quote)
    (said,) = block.blocks
    assert isinstance(said, Paragraph)
    assert said.text == (Run("Said "), Run("so", ("italic",)), Run(" and so."))
    assert text_of(block.attribution) == "Ann Lee"


@pytest.mark.parametrize(
    ("name", "role"), [("facts", "facts"), ("box", "box"), ("timeline", "timeline"), ("NOTE", "box")]
)
def test_a_callout_is_matter_beside_the_story(name: str, role: str) -> None:
    (block,) = md(f"> [!{name}] The *title*\n> Text.\n>\n> - one\n> - two\n").body
    assert isinstance(block, Aside)
    assert block.role == role
    assert block.title == (Run("The "), Run("title", ("italic",)))
    assert [type(inner) for inner in block.blocks] == [Paragraph, List]


def test_an_embed_names_its_address() -> None:
    (block,) = md("> [!embed] https://x.org/v A film\n> It shows a ship.").body
    assert isinstance(block, Embed)
    assert (block.url, block.title, plain_text(block.blocks)) == ("https://x.org/v", "A film", "It shows a ship.")


def test_a_table_has_head_alignment_caption_and_source() -> None:
    (block,) = md("Table: Rents\n\n| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* | |\n\nSource: City\n").body
    assert isinstance(block, Table)
    assert (block.head_rows, text_of(block.caption), text_of(block.source)) == (1, "Rents", "Source: City")
    assert [cell.align for cell in block.rows[1]] == ["left", "centre", "right"]
    assert [cell.header for row in block.rows for cell in row] == [True] * 3 + [False] * 3
    assert [plain_text(cell.blocks) for cell in block.rows[1]] == ["1", "2", ""]


@pytest.mark.parametrize("line", ["Quelle: *Stadt*", "Sources : *Stadt*", "出典：*Stadt*"])
def test_the_source_of_a_table_is_printed_with_the_word_that_opens_it(line: str) -> None:
    (block,) = md(f"| a |\n|---|\n| 1 |\n\n{line}\n").body
    assert isinstance(block, Table)
    assert (text_of(block.source), block.source[-1].marks) == (line.replace("*", ""), ("italic",))


def test_a_table_caption_may_stand_below() -> None:
    (block,) = md("| a |\n|---|\n| 1 |\n\n: Rents\n").body
    assert isinstance(block, Table)
    assert text_of(block.caption) == "Rents"


def test_an_image_alone_is_a_figure_with_all_that_its_lines_say() -> None:
    article = md(
        '![Two *people*](my%20quay.jpg){focal="0.5 0.3" role=graphic}\n**KEYS**\n*A [quay](https://x.org)*\nCredit: J. Doe / AP'
    )
    (block,), (photo,) = article.body, article.photos
    assert isinstance(block, Figure)
    assert block.photos == (photo.id,)
    assert (photo.src, photo.alt, photo.catchline, photo.credit) == ("my quay.jpg", "Two people", "KEYS", "J. Doe / AP")
    assert photo.caption == (Run("A "), Run("quay", href="https://x.org"))
    assert (photo.focal, photo.role, photo.line) == ((0.5, 0.3), "graphic", 1)


def test_the_short_form_of_a_figure_says_the_same() -> None:
    (photo,) = md('![A](a.jpg "A quay"){credit="J. Doe" catchline="KEYS" .decorative}').photos
    assert (text_of(photo.caption), photo.credit, photo.catchline) == ("A quay", "J. Doe", "KEYS")
    assert photo.decorative


def test_images_together_are_a_gallery() -> None:
    article = md("![A](a.jpg) ![B](b.jpg)\n![C](c.jpg)")
    (block,) = article.body
    assert isinstance(block, Figure)
    assert [photo.src for photo in article.photos] == ["a.jpg", "b.jpg", "c.jpg"]
    assert len(block.photos) == 3


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Ships ![A](a.jpg) came.", "Ships came."),
        ("Ships ![A](a.jpg) ![B](b.jpg) came.", "Ships came."),
        ("Ships![A](a.jpg) came.", "Ships came."),
        ("Ships ![A](a.jpg)came.", "Ships came."),
        ("Ships\n![A](a.jpg)\ncame.", "Ships came."),
        ("![A](a.jpg) Ships came.", "Ships came."),
    ],
)
def test_an_image_taken_out_of_a_sentence_leaves_one_space(source: str, text: str) -> None:
    (block, *_) = md(f"# Harbour\n\n{source}\n").body
    assert isinstance(block, Paragraph)
    assert text_of(block.text) == text


def test_an_image_inside_text_is_set_below_its_paragraph() -> None:
    reading = read_text("# Head\n\nSee ![A](a.jpg) here.", "a.md")
    kinds = [type(block) for block in reading.edition.articles[0].body]
    assert kinds == [Paragraph, Figure]
    assert codes(reading) == ["image-moved"]


def test_the_same_file_in_front_matter_and_text_is_one_photo() -> None:
    article = md("---\nimage: {src: a.jpg, credit: J. Doe}\n---\n\n![Alt](a.jpg)\n")
    (photo,) = article.photos
    assert (photo.credit, photo.alt) == ("J. Doe", "Alt")
    assert lead_photo_ids(article) == ()


def test_footnotes_are_called_by_number() -> None:
    article = md("One[^b] two[^a] three^[inline].\n\n[^a]: Note *a*\n[^b]: Note b\n\n    More b\n")
    calls = [(run.text, run.note) for block in article.body for run in block.text if run.note]  # type: ignore[union-attr]
    assert calls == [("1", "n1"), ("2", "n2"), ("3", "n3")]
    assert [(note.id, note.label, plain_text(note.blocks)) for note in article.notes] == [
        ("n1", "1", "Note b\nMore b"),
        ("n2", "2", "Note a"),
        ("n3", "3", "inline"),
    ]


@pytest.mark.parametrize(
    "text", ["Q: Why *now*?\n\nA: Because.", "**Q:** Why *now*?\n\n**A:** Because.", "Q: Why *now*?\nA: Because."]
)
def test_questions_and_answers_are_paired(text: str) -> None:
    (block,) = md(text).body
    assert isinstance(block, QuestionAnswer)
    assert block.question == (Run("Why "), Run("now", ("italic",)), Run("?"))
    assert plain_text(block.answer) == "Because."


def test_code_rules_and_breaks_are_read() -> None:
    article = md("```py\na < b\n```\n\n---\n\n<!-- page break -->\n\n<!-- column break -->\n")
    assert article.body == (
        Code(text="a < b", syntax="py", line=1),
        Rule(line=5),
        Break(to="page", line=7),
        Break(to="column", line=9),
    )


def test_html_keeps_its_text_and_goes_on_record() -> None:
    reading = read_text(
        "# Head\n\n<div>One &amp; <b>two</b><p>three</div>\n\n<script>alert(1)</script>\n\nA <blink>b</blink> c", "a.md"
    )
    article = reading.edition.articles[0]
    assert texts(article) == ["One & two", "three", "A b c"]
    assert codes(reading) == ["html-dropped"] * 4
    assert [line.text for line in article.provenance.dropped] == [
        "<div>One &amp; <b>two</b><p>three</div>", "<script>alert(1)</script>", "<blink>", "</blink>"
    ]  # fmt: skip


def test_a_shortcode_figure_is_read_and_others_are_dropped_with_a_warning() -> None:
    reading = read_text('# Head\n\n{{< figure src="a.jpg" caption="A quay" >}}\n\n{{< map 12 >}}\n', "a.md")
    article = reading.edition.articles[0]
    assert [(photo.src, text_of(photo.caption)) for photo in article.photos] == [("a.jpg", "A quay")]
    assert codes(reading) == ["shortcode-dropped"]
    assert article.provenance.dropped[0].text == "{{< map 12 >}}"


def test_paragraphs_take_roles_and_languages_from_attributes() -> None:
    first, second = md("{.lead}\nFirst.\n\n{lang=fr}\nSecond.").body
    assert isinstance(first, Paragraph)
    assert first.role == "lead"
    assert second.language == "fr"


def test_signs_that_are_no_markup_stay() -> None:
    assert texts(md("AT&T <3 5 < 6 a_b_c 2*3*4 {curly} [x] &copy;")) == ["AT&T <3 5 < 6 a_b_c 234 {curly} [x] ©"]


def test_every_line_has_a_role() -> None:
    text = "---\ntitle: T\n---\n\nText\nmore\n\n{.pull}\n> Quote\n\n- a\n- b\n\n[x]: https://x.org\n"
    reading = read_text(text, "a.md")
    assert list(roles(reading).values()) == [
        "front matter", "front matter", "front matter", "blank", "body", "body", "blank", "attributes", "pull quote",
        "blank", "list", "list", "blank", "definition",
    ]  # fmt: skip


def test_blocks_know_their_lines() -> None:
    article = md("---\ntitle: T\n---\n\nOne.\n\n## Two\n\n> Three\n")
    assert [block.line for block in article.body] == [5, 7, 9]


@pytest.mark.parametrize("text", [">" * 2000 + " a", "[" * 5000])
def test_what_is_no_text_is_refused_before_it_costs_time(text: str) -> None:
    with pytest.raises(InputError):
        md(text)


@pytest.mark.parametrize("text", ["Plain: words, 5 - 3 (no marks)!", "“Quoted” – café ^1 #2 1. a|b", "  spaced  "])
def test_a_line_of_markdown_without_its_signs_is_read_as_with_them(text: str) -> None:
    """The shorter way for plain words gives what the parser gives."""
    desk = Desk(Source("story.md", text), Report())
    assert BlockReader(desk).inline(text) == read_runs(parse_line(text), desk, 0) == rich(text.strip())
