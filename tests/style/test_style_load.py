"""Styles are resolved once into typed values."""

from pathlib import Path

import pytest

from exporter.length import parse_length
from exporter.style.fonts import FontBook
from exporter.style.load import load_style, style_names
from exporter.style.model import ROLES
from exporter.style.paper import PAGE_SIZES, paper_size
from exporter.style.source import StyleFile

LOOKS = ("clipping", "magazine", "newspaper")


def style_file(folder: Path, text: str) -> str:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_the_bundled_looks_are_named_without_the_shared_base() -> None:
    assert style_names() == LOOKS


@pytest.mark.parametrize("look", LOOKS)
def test_a_bundled_look_sets_every_role_in_a_font_that_is_bundled(look: str) -> None:
    style = load_style(look)
    book = FontBook(style.font_folders)
    assert set(style.text) == set(ROLES)
    for role in ROLES:
        text = style.text[role]
        assert book.face(style.families[text.family].file(text.slot)).path.is_file()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", PAGE_SIZES)
def test_every_look_fits_every_sheet(look: str, size: str) -> None:
    page = load_style(look, page_size=size).page
    assert page.size_name == size
    assert page.column_width > parse_length("25mm")


def test_a_style_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    base = load_style("base")
    mine = load_style(style_file(tmp_path, 'extends = "base"\n[page]\nmargins = { left = "30mm" }\n'))
    assert mine.name == "mine"
    assert mine.page.left == parse_length("30mm")
    assert mine.page.right == base.page.right
    assert mine.text == base.text


def test_a_role_follows_the_role_it_is_like_wherever_that_stands(tmp_path: Path) -> None:
    text = 'extends = "base"\n[text.quote]\nlike = "caption"\n[text.caption]\nsize = "6pt"\n'
    style = load_style(style_file(tmp_path, text))
    assert style.text["quote"].size == style.text["credit"].size - 1 == 6
    assert style.text["quote"].family == "sans"


def test_em_is_of_the_roles_own_size_and_lines_of_its_own_leading(tmp_path: Path) -> None:
    text = 'extends = "base"\n[text.quote]\nlike = "body"\nsize = "20pt"\nleading = "150%"\nbefore = "2lines"\n'
    quote = load_style(style_file(tmp_path, text)).text["quote"]
    assert (quote.indent, quote.leading, quote.before) == (20, 30, 60)


def test_a_colour_without_inks_gets_its_grey_from_black(tmp_path: Path) -> None:
    text = (
        'extends = "base"\n[colors]\naccent = "#808080"\nspot = { rgb = "#ff0000" }\n[text.deck]\ncolor = "#000000"\n'
    )
    style = load_style(style_file(tmp_path, text))
    assert style.colors["accent"].cmyk == (0, 0, 0, 0.498)
    assert style.colors["spot"].cmyk == (0, 1, 1, 0)
    assert style.text["deck"].color.cmyk == (0, 0, 0, 1)


def test_a_new_colour_keeps_nothing_of_the_old_one(tmp_path: Path) -> None:
    style = load_style(style_file(tmp_path, 'extends = "magazine"\n[colors]\naccent = { rgb = "#0000ff" }\n'))
    assert style.colors["accent"].cmyk == (1, 1, 0, 0)


def test_automatic_columns_follow_the_width_of_the_sheet() -> None:
    counts = [load_style("newspaper", page_size=size).page.columns for size in ("a5", "a4", "tabloid", "broadsheet")]
    assert counts == [2, 4, 5, 6]  # as newspapers of these sizes have them
    wide = [load_style("newspaper", page_size=size).page.column_width for size in ("a4", "tabloid", "broadsheet")]
    assert min(wide) >= parse_length("42mm")


def test_the_number_of_columns_can_be_given() -> None:
    assert load_style("newspaper", columns=3).page.columns == 3
    assert load_style("clipping", columns=2).page.columns == 2


def test_a_sheet_can_be_written_out() -> None:
    assert paper_size("210 x 275 mm") == ("210 x 275 mm", parse_length("210mm"), parse_length("275mm"))
    assert load_style("magazine", page_size="8.5x11in").page.width == 612


@pytest.mark.parametrize("size", ["210x275", "1x1mm", "3000x10mm", "a44", "x", ""])
def test_an_impossible_sheet_is_refused(size: str) -> None:
    with pytest.raises(ValueError):
        paper_size(size)


def test_fonts_beside_the_style_come_before_the_bundled_ones(tmp_path: Path) -> None:
    bundled = load_style("base")
    key = bundled.families["text"].regular
    (tmp_path / key).parent.mkdir()
    (tmp_path / key).write_bytes(FontBook(bundled.font_folders).face(key).data)
    style = load_style(style_file(tmp_path, 'extends = "base"\n'))
    assert FontBook(style.font_folders).face(key).path == tmp_path / key


def test_a_font_folder_of_the_user_comes_first(tmp_path: Path) -> None:
    assert load_style("newspaper", font_paths=(tmp_path,)).font_folders[0] == tmp_path


def test_a_style_loads_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    style_file(tmp_path, 'extends = "newspaper"\n')
    assert load_style("mine.toml").page == load_style("newspaper").page


def test_the_largest_headline_grows_with_the_sheet() -> None:
    styles = [load_style("newspaper", page_size=size) for size in ("a4", "tabloid", "broadsheet")]
    assert [style.headline.sizes(style.page.measure)[-1] for style in styles] == [60, 96, 96]
    a5 = load_style("newspaper", page_size="a5")
    assert a5.headline.sizes(a5.page.measure)[-1] < 48
    assert a5.headline.sizes(a5.page.measure, 1) == (18,)  # one size there is always


def test_the_line_of_a_value_is_looked_for_only_where_it_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """To look for each took two thirds of the time of reading a style."""
    asked: list[object] = []
    monkeypatch.setattr(StyleFile, "place", lambda file, path: asked.append(path))
    for name in style_names():
        load_style(name)
    assert asked == []
