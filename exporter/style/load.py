"""toml → Style: read the file and those it extends, merge them, type every value. The recipe is `load_style`."""

from __future__ import annotations

from pathlib import Path

from exporter.report import Faults, ResourceError
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
from exporter.style.source import Sheet, find_style, read_sheet
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
    faults = Faults()
    faults.of(Table, sheet, (), STYLE_KEYS)
    top = Table(sheet, (), None)
    families, colors = faults.of(build_families, sheet, folders), faults.of(build_colors, sheet)
    faults.end()
    word = faults.of(Table, sheet, ("word",), WORD_KEYS)
    style = Style(  # with None for each part that is at fault, as the end tells before anybody sees it
        name=path.stem,
        description=faults.of(top.text, "description"),
        families=families,
        fallback=faults.of(build_fallback, sheet, top, folders),
        font_folders=folders,
        colors=colors,
        page=faults.of(build_page, sheet, page_size, columns),
        photo=faults.of(build_photo, sheet),
        headline=faults.of(build_headline, sheet, families),
        limits=faults.of(build_limits, sheet),
        text=faults.of(build_text, sheet, families, colors),
        words=faults.of(build_words, sheet, bundled),
        end_mark=faults.of(build_end_mark, top),
        epub=faults.of(_build_epub, sheet),
        word_embed_fonts=word is not None and faults.of(word.flag, "embed-fonts"),
        word_number_captions=word is not None and faults.of(word.flag, "number-captions"),
        word_keep_story=word is not None and faults.of(word.flag, "keep-story"),
    )
    faults.end()
    return style


def _build_epub(sheet: Sheet) -> EpubStyle:
    table = Table(sheet, ("epub",), EPUB_KEYS)
    return EpubStyle(embed_fonts=table.flag("embed-fonts"), writing_mode=table.name("writing-mode", WRITING_MODES))


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
