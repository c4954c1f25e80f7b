"""The style sheet follows the style and leaves the rest to the reader."""

from __future__ import annotations

import re

import pytest
from epub_stories import FULL, export, part
from msgspec.structs import replace

from exporter.backends.epub.color import CONTRAST, DARK_PAGE, LIGHT_PAGE, contrast, on_dark, on_light
from exporter.backends.epub.css import em, write_css, write_modern_css
from exporter.style.load import load_style
from exporter.style.model import Color, Style

LOOKS = ("newspaper", "magazine", "clipping")


def rules(style: Style) -> list[tuple[str, str]]:
    """Return selector and declarations of each rule of the sheet for all readers."""
    sheet = re.sub(r"/\*.*?\*/", "", write_css(style).decode(), flags=re.DOTALL)
    return [(name.strip(), body) for name, body in re.findall(r"([^{};]+)\{([^{}]*)\}", sheet)]


@pytest.mark.parametrize("look", LOOKS)
def test_running_text_keeps_size_face_and_colour_of_the_reader(look: str) -> None:
    for selector, body in rules(load_style(look)):
        if re.search(r"(^|,\s*)(html|body|:root|p|section|body > [a-z]+|p \+ p)\s*(,|$)", selector):
            assert not re.search(
                r"(?<![-\w])(font|font-size|font-family|color|background|background-color|line-height)\s*:", body
            ), selector


@pytest.mark.parametrize("look", LOOKS)
def test_no_size_is_absolute_and_no_background_is_painted(look: str) -> None:
    for selector, body in rules(load_style(look)):
        assert not re.search(r"font-size:[^;]*(px|pt|mm|rem)", body), selector
        assert "background" not in body, selector


@pytest.mark.parametrize("look", LOOKS)
def test_the_sheet_for_all_readers_has_nothing_for_which_old_ones_drop_it(look: str) -> None:
    """Adobe's engine for EPUB 2 drops a sheet with a query, a selector of CSS 3 or a function, all of it."""
    sheet = re.sub(r"/\*.*?\*/", "", write_css(load_style(look)).decode(), flags=re.DOTALL)
    assert re.findall(r"@[a-z-]+", sheet) == ["@charset", "@page"]
    selectors = ", ".join(name for name, _ in rules(load_style(look)))
    assert set(re.findall(r":+[a-z-]+", selectors)) <= {":before", ":first-child", ":first-letter", ":lang"}
    assert not re.search(r"[a-z]\(", re.sub(r":lang\(", "", sheet))
    for _, body in rules(load_style(look)):  # with a unit that it does not know, a short form makes it fall over
        assert not re.search(r"(margin|padding|border):[^;]*\d(vh|vw|ch|rem)", body)
    # In any sheet these make such readers call the whole book damaged.
    assert not re.search(rb"\b(min|max|clamp|calc|var|env)\(|\{\s*\}", write_modern_css(load_style(look)))


def test_two_photos_of_a_gallery_stand_on_one_small_page(newspaper: Style) -> None:
    height = re.search(r"max-height: (\d+)vh", dict(rules(newspaper))[".gallery img"])
    assert height and 2 * int(height[1]) <= 75  # the rest is for their captions


@pytest.mark.parametrize("look", LOOKS)
def test_elements_of_html_5_are_blocks_also_where_they_are_unknown(look: str) -> None:
    blocks = next(name for name, body in rules(load_style(look)) if body.strip() == "display: block;")
    assert set(blocks.split(", ")) >= {"section", "header", "footer", "nav", "figure", "figcaption"}
    names = [name for name, _ in rules(load_style(look))]
    assert dict(rules(load_style(look)))["[hidden]"].strip() == "display: none;"  # such as the landmarks
    assert names.index("[hidden]") > names.index(blocks)


def test_every_page_has_both_sheets_the_newer_one_last(magazine: Style) -> None:
    book = export(FULL, magazine)
    for name in ("cover.xhtml", "nav.xhtml", "a1.xhtml"):
        sheets = re.findall(rb'<link rel="stylesheet" type="text/css" href="([^"]+)"', part(book, f"EPUB/{name}"))
        assert sheets == [b"style.css", b"modern.css"]
    assert part(book, "EPUB/modern.css") == write_modern_css(magazine)


@pytest.mark.parametrize("look", LOOKS)
def test_the_sheet_names_nothing_outside_the_book(look: str) -> None:
    assert not re.search(rb"@import|url\(|expression|@font-face", write_css(load_style(look)))


def test_the_hierarchy_of_the_page_is_kept_and_drawn_together(newspaper: Style) -> None:
    sizes = [em(newspaper, role) for role in ("headline", "deck", "body", "caption", "credit")]
    assert sizes == sorted(sizes, reverse=True)
    assert 1.5 < sizes[0] < 2.5
    assert sizes[2] == 1
    assert sizes[-1] >= 0.75


def test_a_changed_style_changes_the_sheet(newspaper: Style) -> None:
    kicker = replace(newspaper.text["kicker"], color=Color((0.6, 0.1, 0.1), (0, 1, 1, 0.2)), slot="italic")
    changed = dict(rules(replace(newspaper, text={**newspaper.text, "kicker": kicker})))[".kicker"]
    assert "color: #991a1a" in changed and "font-style: italic" in changed and "font-weight" not in changed


def test_accents_read_on_light_and_dark_pages() -> None:
    def rgb(code: str) -> tuple[float, float, float]:
        red, green, blue = (int(code[start : start + 2], 16) / 255 for start in (1, 3, 5))
        return red, green, blue

    steps = (0.0, 0.5, 1.0)
    for color in (Color((r, g, b), (0, 0, 0, 0)) for r in steps for g in steps for b in steps):
        assert contrast(rgb(on_light(color)), LIGHT_PAGE) >= CONTRAST - 0.05, color
        assert contrast(rgb(on_dark(color)), DARK_PAGE) >= CONTRAST - 0.05, color


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((0.4667, 0.4667, 0.4667), (1, 1, 1)) == pytest.approx(4.48, abs=0.01)


def test_only_a_coloured_style_has_letters_recoloured_in_the_dark(newspaper: Style, magazine: Style) -> None:
    assert b" color:" not in write_modern_css(newspaper).partition(b"prefers-color-scheme")[2]
    assert b" color:" in write_modern_css(magazine).partition(b"@media (prefers-color-scheme: dark)")[2]


def test_a_family_name_cannot_end_its_string(newspaper: Style) -> None:
    evil = replace(newspaper.families["sans"], name='A"; } * { display: none } \\')
    sheet = write_css(replace(newspaper, families={**newspaper.families, "sans": evil})).decode()
    assert 'font-family: "A\\"; } * { display: none } \\\\", sans-serif;' in sheet


def test_every_class_on_the_pages_is_known_to_the_sheet_or_only_a_name(newspaper: Style) -> None:
    book = export(FULL, newspaper)
    used = {
        name
        for text in (part(book, "EPUB/a1.xhtml"), part(book, "EPUB/nav.xhtml"))
        for names in re.findall(rb'class="([^"]*)"', text)
        for name in names.decode().split()
    }
    known = set(re.findall(r"\.([a-z-]+)", write_css(newspaper).decode()))
    names_only = {"story", "news", "contents", "photo", "opening", "publication", "edition", "section", "series", "page", "words",
                  "facts", "exchange", "provider", "quotation", "language-python", "bio", "sources", "rights", "drop", "first"}  # fmt: skip
    assert used - known <= names_only


def test_a_drawing_without_ground_has_light_paper_behind_it_at_night(newspaper: Style) -> None:
    _, night = write_modern_css(newspaper).decode().split("@media (prefers-color-scheme: dark)", 1)
    assert "figure img { background-color: #f4f2ec; }" in night


def test_letters_without_italics_stand_upright(magazine: Style) -> None:
    sheet = dict(rules(magazine))
    assert "italic" in sheet[".deck"]
    (upright,) = [name for name, body in sheet.items() if ":lang(ja) .deck" in name]
    assert {'[dir="rtl"] .deck', ":lang(ja) .deck", ":lang(zh) blockquote"} <= set(upright.split(", "))


def test_where_a_reader_hides_the_notes_no_rule_stands_alone(newspaper: Style) -> None:
    sheet = dict(rules(newspaper))
    assert "border" not in sheet[".notes"] and "border-top" in sheet[".note:first-child"]
