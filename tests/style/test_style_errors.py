"""Every mistake in a style file is an error with its file, its line and the nearest right name."""

from pathlib import Path

import pytest

from exporter.report import ExporterError, ResourceError, StyleError, UsageError
from exporter.style.load import load_style

MISTAKES = {
    # case: (style text, line, words in the message, words in the hint)
    "unknown table": ('extends = "base"\n\n[pages]\n', 3, "'pages'", "'page'"),
    "unknown key": ('extends = "base"\n[text.body]\n# why\nlading = "11pt"\n', 4, "'text.body.lading'", "'leading'"),
    "unknown role": ('extends = "base"\n[text.cation]\nsize = "9pt"\n', 2, "'text.cation'", "'caption'"),
    "unknown margin": ('extends = "base"\n[page]\nmargins = { botom = "9mm" }\n', 3, "botom", "'bottom'"),
    "unknown face": ('extends = "base"\n[text.body]\nface = "bald"\n', 3, "'bald'", "'bold'"),
    "unknown align": ('extends = "base"\n[text.body]\nalign = "center"\n', 3, "'center'", "'centre'"),
    "unknown family": ('extends = "base"\n[text.body]\nfamily = "san"\n', 3, "'san'", "'sans'"),
    "unknown colour": ('extends = "base"\n[text.body]\ncolor = "blak"\n', 3, "'blak'", "'black'"),
    "unknown field": ('extends = "base"\n[page]\nfolio-left = ["pubication"]\n', 3, "'pubication'", "'publication'"),
    "unknown small family": ('extends = "base"\n[headline]\nsmall-family = "tex"\n', 3, "'tex'", "'text'"),
    "unknown role in like": ('extends = "base"\n[text.quote]\nlike = "boddy"\n', 3, "'boddy'", "'body'"),
    "unknown style extended": ('description = "x"\nextends = "bas"\n', 2, "'bas'", "'base'"),
    "unknown page size": ('extends = "base"\n[page]\nsize = "tabliod"\n', 3, "'tabliod'", ""),
    "unknown phrase": ('extends = "base"\n[words.de]\npublicaton = "x"\n', 3, "publicaton", "'publication'"),
    "unknown placeholder": ('extends = "base"\n[words.de]\npage-of = "Seite {seite}"\n', 3, "{seite}", "{page}"),
    "unknown part of a colour": ('extends = "base"\n[colors]\nred = { rbg = "#ff0000" }\n', 3, "rbg", "'rgb'"),
    "wrong unit": ('extends = "base"\n[page]\n\ngutter = "4 furlong"\n', 4, "page.gutter", "9pt"),
    "no unit": ('extends = "base"\n[text.body]\nsize = 9\n', 3, "no unit", "9pt"),
    "a value that others take over": ('extends = "base"\n[text.body]\nsize = "huge"\n', 3, "text.body.size", "9pt"),
    "lines for a page": ('extends = "base"\n[page]\ngutter = "2lines"\n', 3, "page.gutter", "9pt"),
    "wrong hex digit": ('extends = "base"\n[colors]\naccent = "#12345g"\n', 3, "colors.accent", "hex"),
    "an ink that is none": ('extends = "base"\n[colors]\nred = { rgb = "#ff0000", spot = "All" }\n', 3, "spot", ""),
    "too much ink": ('extends = "base"\n[colors]\nred = { rgb = "#ff0000", cmyk = [0, 101, 0, 0] }\n', 3, "cmyk", ""),
    "text for a number": ('extends = "base"\n[photo]\nmax-height = "half"\n', 3, "a number from 0.1 to 1", ""),
    "number for a table": ('extends = "base"\ntext = 3\n', 2, "must be a table", "[text]"),
    "truth as a word": ('extends = "base"\n[photo]\ngrey = "yes"\n', 3, "true or false", ""),
    "half a caption order": ('extends = "base"\n[photo]\ncaption-order = ["caption"]\n', 3, "once each", ""),
    "ladder that falls": ('extends = "base"\n[headline]\nladder = ["24pt", "18pt"]\n', 3, "grow", ""),
    "feature tag too long": ('extends = "base"\n[text.body]\nfeatures = ["smallcaps"]\n', 3, "feature tags", ""),
    "no room between margins": ('extends = "base"\n[page]\nmargins = { left = "20cm" }\n', 3, "no room", "smaller"),
    "too many columns": ('extends = "base"\n[page]\ncolumns = 40\n', 3, "40", ""),
    "a circle of roles": (
        'extends = "base"\n[text.quote]\nlike = "aside"\n[text.aside]\nlike = "quote"\n', 5, "circle", "own values"
    ),
    "a style of its own without roles": ('description = "x"\nend-mark = ""\nfallback = []\n', 1, "lacks", "extends"),
    "a syntax error": ('extends = "base"\n[text.body\n', 2, "not TOML", "toml.io"),
}  # fmt: skip


def style_file(folder: Path, text: str, name: str = "mine.toml") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_in_a_style_names_its_line_and_what_is_right(case: str, tmp_path: Path) -> None:
    text, line, message, hint = MISTAKES[case]
    with pytest.raises(StyleError) as caught:
        load_style(style_file(tmp_path, text))
    assert (caught.value.where.source, caught.value.where.line) == ("mine.toml", line)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_mistake_in_the_extended_file_names_that_file(tmp_path: Path) -> None:
    style_file(tmp_path, 'extends = "base"\n[text.body]\nsize = "9 points"\n', "parent.toml")
    with pytest.raises(StyleError) as caught:
        load_style(style_file(tmp_path, 'extends = "parent.toml"\n[text.quote]\nsize = "8pt"\n'))
    assert (caught.value.where.source, caught.value.where.line) == ("parent.toml", 3)


def test_an_inherited_value_is_named_where_it_is_written(tmp_path: Path) -> None:
    with pytest.raises(StyleError) as caught:
        load_style(style_file(tmp_path, 'extends = "base"\n[text.kicker]\n\ncase = "uper"\n'))
    assert caught.value.where.line == 4
    assert "'upper'" in caught.value.hint


def test_styles_that_extend_each_other_are_an_error(tmp_path: Path) -> None:
    style_file(tmp_path, 'extends = "mine.toml"\n', "other.toml")
    with pytest.raises(StyleError, match=r"circle: mine\.toml → other\.toml → mine\.toml"):
        load_style(style_file(tmp_path, 'extends = "other.toml"\n'))


def test_a_style_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b'extends = "base"\ndescription = "\xe9"\n')
    with pytest.raises(StyleError, match="not UTF-8") as caught:
        load_style(str(path))
    assert caught.value.where.line == 2


@pytest.mark.parametrize("font", ["../../secret.ttf", "absent.ttf", "/etc/hostname"])
def test_a_font_outside_the_font_folders_is_refused_with_its_line(font: str, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.ttf").write_bytes(b"")
    text = f'extends = "base"\n[families.text]\nregular = "{font}"\n'
    with pytest.raises(ResourceError, match="in no font folder") as caught:
        load_style(style_file(tmp_path, text))
    assert caught.value.where.line == 3
    assert "--font-path" in caught.value.hint


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"columns": 40}, "1 to"),
        ({"columns": -1}, "1 to"),
        ({"page_size": "tabliod"}, ""),
        ({"page_size": "60x60mm"}, "larger"),
    ],
)
def test_a_wrong_option_is_a_usage_error(options: dict[str, object], hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_style("clipping", **options)  # type: ignore[arg-type]
    assert hint in caught.value.hint


def test_an_unknown_style_names_the_nearest_one() -> None:
    with pytest.raises(UsageError) as caught:
        load_style("newspapper")
    assert caught.value.hint == "did you mean 'newspaper'?"


def test_a_missing_style_file_is_a_missing_resource(tmp_path: Path) -> None:
    with pytest.raises(ResourceError):
        load_style(str(tmp_path / "absent.toml"))


@pytest.mark.thorough
def test_no_key_of_the_base_style_is_ignored(tmp_path: Path) -> None:
    """Each key of base.toml is given a value of a wrong kind in turn: a key that nobody reads would pass."""
    import tomllib

    from exporter.style.load import bundled_styles

    base = tomllib.loads((bundled_styles() / "base.toml").read_text("utf-8"))
    paths = [path for path in _leaves(base) if path[-1] != "extends"]
    assert len(paths) > 200
    for path in paths:
        *tables, key = path
        header = f"[{'.'.join(tables)}]\n" if tables else ""
        text = f'extends = "base"\n{header}{key} = 1979-05-27\n'
        with pytest.raises(ExporterError) as caught:
            load_style(style_file(tmp_path, text))
        assert caught.value.where.line == (3 if tables else 2), path


def test_a_missing_style_file_is_not_looked_for_beside_the_story(tmp_path: Path) -> None:
    with pytest.raises(ResourceError) as caught:
        load_style(str(tmp_path / "absent.toml"))
    assert "absent.toml" in caught.value.message
    assert "exporter styles" in caught.value.hint
    assert "--resource-path" not in caught.value.hint


def _leaves(table: dict[str, object], path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for key, value in table.items():
        is_table = isinstance(value, dict) and "rgb" not in value
        found += _leaves(value, (*path, key)) if is_table else [(*path, key)]  # type: ignore[arg-type]
    return found
