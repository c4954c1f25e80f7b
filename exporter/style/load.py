"""toml → Style: read the file and those it extends, merge them, type every value. The recipe is `load_style`."""

from __future__ import annotations

from pathlib import Path

from exporter.report import ResourceError
from exporter.style.build import (
    build_colors,
    build_end_mark,
    build_fallback,
    build_families,
    build_headline,
    build_limits,
    build_page,
    build_photo,
    build_text,
    build_words,
)
from exporter.style.model import WRITING_MODES, EpubStyle, Style
from exporter.style.source import find_style, read_sheet
from exporter.style.table import Table

STYLE_KEYS = (
    "extends", "description", "end-mark", "fallback", "families", "colors", "page", "photo", "headline", "limits",
    "text", "words", "word", "epub",
)  # fmt: skip
WORD_KEYS = ("embed-fonts", "number-captions", "keep-story")
EPUB_KEYS = ("embed-fonts", "writing-mode")
SHARED = "base"  # what the looks extend; no look of its own


def load_style(name_or_path: str, *, page_size: str = "", columns: int = 0, font_paths: tuple[Path, ...] = ()) -> Style:
    """Return the style called so, or that of a ``.toml`` file.

    Fonts are looked up in `font_paths`, in the style's own folder, then among the bundled ones. Raises StyleError with
    file, line and the nearest right name; UsageError for an unknown style, page size or number of columns;
    ResourceError for a missing file.
    """
    bundled = bundled_styles()
    path = find_style(name_or_path, Path.cwd(), bundled)
    sheet = read_sheet(path, bundled)
    folders = (*font_paths, *dict.fromkeys((path.parent, bundled / "fonts")))
    top = Table(sheet, (), STYLE_KEYS)
    families, colors = build_families(sheet, folders), build_colors(sheet)
    return Style(
        name=path.stem,
        description=top.text("description"),
        families=families,
        fallback=build_fallback(sheet, top, folders),
        font_folders=folders,
        colors=colors,
        page=build_page(sheet, page_size, columns),
        photo=build_photo(sheet),
        headline=build_headline(sheet, families),
        limits=build_limits(sheet),
        text=build_text(sheet, families, colors),
        words=build_words(sheet, bundled),
        end_mark=build_end_mark(top),
        epub=EpubStyle(
            embed_fonts=Table(sheet, ("epub",), EPUB_KEYS).flag("embed-fonts"),
            writing_mode=Table(sheet, ("epub",), EPUB_KEYS).name("writing-mode", WRITING_MODES),
        ),
        word_embed_fonts=Table(sheet, ("word",), WORD_KEYS).flag("embed-fonts"),
        word_number_captions=Table(sheet, ("word",), WORD_KEYS).flag("number-captions"),
        word_keep_story=Table(sheet, ("word",), WORD_KEYS).flag("keep-story"),
    )


def style_names() -> tuple[str, ...]:
    """Return the names of the bundled looks in alphabetical order."""
    return tuple(sorted(path.stem for path in bundled_styles().glob("*.toml") if path.stem != SHARED))


def bundled_styles() -> Path:
    """Return the folder of the bundled styles: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "styles", package.parent / "styles"):
        if (folder / f"{SHARED}.toml").is_file():
            return folder
    raise ResourceError("the bundled styles are missing", hint="install the package again")
