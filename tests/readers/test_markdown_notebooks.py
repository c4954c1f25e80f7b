"""Markdown as Google Docs, Obsidian and Notion write it."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from exporter.env import fixed_env
from exporter.model import Article, Crosshead, Figure, Paragraph, Quote, Run, text_of
from exporter.model.walk import plain_text
from exporter.pipeline import read_edition, read_story
from exporter.report import Report

WAVES = (Path(__file__).parents[2] / "samples/pictures/waves.png").read_bytes()
INSIDE = f"data:image/png;base64,{base64.b64encode(WAVES).decode()}"


def md(text: str, report: Report | None = None) -> Article:
    return read_story(text.encode(), "note.md", fixed_env({"sea.png": WAVES}), report or Report()).edition.articles[0]


def test_a_picture_written_into_the_text_is_opened() -> None:
    text = f"# Waves\n\n![Three waves][image1]\n\n*The sea. Photo: Ann Lee*\n\nText.\n\n[image1]: <{INSIDE}>\n"
    env = fixed_env({"note.md": text.encode()})
    article = read_edition("note.md", env, Report()).articles[0]
    (photo,) = article.photos
    assert (photo.alt, text_of(photo.caption), photo.credit) == ("Three waves", "The sea.", "Photo: Ann Lee")
    assert env.picture(photo.src).width > 100


def test_a_heading_has_neither_its_anchor_nor_the_bold_of_all_of_it() -> None:
    article = md("# **On bells**\n\nText.\n\n## **A room *without* windows** {#a-room}\n\nText, {#not-one}.\n")
    assert article.headline == (Run("On bells"),)
    crosshead = article.body[1]
    assert isinstance(crosshead, Crosshead)
    assert crosshead.text == (Run("A room "), Run("without", ("italic",)), Run(" windows"))
    assert plain_text(article.body[2:]) == "Text, {#not-one}."


def test_only_words_in_italics_alone_below_a_picture_are_its_caption() -> None:
    article = md("# T\n\n![A](sea.png)\n\n*One* and more.\n\n*Two.*\n")
    assert [type(block) for block in article.body] == [Figure, Paragraph, Paragraph]
    assert not article.photos[0].caption


def test_pictures_and_links_of_a_vault_are_what_they_show() -> None:
    article = md(
        "# T\n\n![[sea.png|300]]\n\nSee [[Other note|the other]] and [[Harbour]].%%not this%%\n\n```\n[[a]]\n```\n"
    )
    assert [(photo.src, photo.alt) for photo in article.photos] == [("sea.png", "")]
    assert plain_text(article.body[1:]) == "See the other and Harbour.\n[[a]]"
    assert [line.text for line in article.provenance.dropped] == ["%%not this%%"]


def test_a_quotation_names_who_said_it_above_or_below() -> None:
    above, below = md("> [!quote] Ann Lee\n> Said so.\n\nText.\n\n> [!quote] Said\n> so.\n> — Ann Lee\n").body[::2]
    assert isinstance(above, Quote) and isinstance(below, Quote)
    assert text_of(above.attribution) == text_of(below.attribution) == "Ann Lee"
    assert (plain_text(above.blocks), plain_text(below.blocks)) == ("Said so.", "Said\nso.")


def test_properties_below_the_title_are_the_head() -> None:
    article = md(
        "# On bells\n\nAuthor: Ann Lee\nStatus: Draft\nDate: March 14, 2026\nTags: city, bells\n\nA bell rings.\n"
    )
    assert (text_of(article.headline), article.byline.raw) == ("On bells", "Ann Lee")
    assert (article.dates.published, article.keywords) == ("2026-03-14", ("city", "bells"))
    assert plain_text(article.body) == "A bell rings."
    assert article.extra == {"Status": "Draft"}


@pytest.mark.parametrize(
    "lines",
    ["Place: town hall\nDate: 3 May 2026\nEntry: free", "Author: Ann Lee\nand others, of the city", "Tags: one"],
)
def test_lines_that_only_look_like_properties_stay(lines: str) -> None:
    article = md(f"# On bells\n\n{lines}\n\nA bell rings.\n")
    assert plain_text(article.body).startswith(lines.replace("\n", " "))


def test_an_alternative_text_that_is_the_name_of_the_file_is_none() -> None:
    assert md("# T\n\n![sea.png](sea.png)\n").photos[0].alt == ""


def test_a_picture_whose_name_has_spaces_is_a_picture() -> None:
    story = md(
        '# A\n\n![The quay](my photos/the quay.jpg "At dawn")\n\nText ![b](b.jpg) and (c d.jpg).\n\n```\n![x](a b.jpg)\n```\n'
    )
    assert [photo.src for photo in story.photos] == ["my photos/the quay.jpg", "b.jpg"]
    assert "![x](a b.jpg)" in str(story.body[-1])
