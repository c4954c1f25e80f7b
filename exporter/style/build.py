"""Tables of a style → typed values: one function for each struct of `exporter.style.model`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any, Literal, get_args

from msgspec import json

from exporter.length import format_length, parse_length
from exporter.regex import regex
from exporter.report import Place, ResourceError, StyleError, UsageError
from exporter.style.fonts import find_font, open_book
from exporter.style.model import (
    ROLES,
    Align,
    Case,
    Color,
    Family,
    Field,
    Generic,
    HeadlineStyle,
    LeadSpan,
    Limits,
    Opening,
    PageStyle,
    PhotoStyle,
    Role,
    Slot,
    TextStyle,
)
from exporter.style.nearest import nearest
from exporter.style.paper import paper_size
from exporter.style.source import KeyPath, Sheet
from exporter.style.table import Table

FAMILY_KEYS = ("name", "generic", "regular", "italic", "bold", "bold-italic")
COLOR_KEYS = ("rgb", "cmyk", "spot")
CAPTION_PARTS: tuple[Literal["catchline", "caption", "credit"], ...] = ("catchline", "caption", "credit")
MARGINS = ("top", "bottom", "left", "right")
PAGE_KEYS = (
    "size", "margins", "columns", "column-width", "gutter", "column-rule", "opening", "head-left", "head-right",
    "folio-left", "folio-right", "nameplate-rule", "folio-rule",
)  # fmt: skip
PHOTO_KEYS = (
    "lead-span", "grey", "max-height", "trim", "beside-width", "frame", "gap", "minimum-ppi", "target-ppi", "ink-limit",
    "caption-order", "credit-line",
)  # fmt: skip
HEADLINE_KEYS = ("ladder", "max-lines", "leading", "small-below", "small-family")
LIMIT_KEYS = (
    "space-shrink", "space-stretch", "tracking", "scaling", "protrusion", "hyphens-in-row", "hyphen-left",
    "hyphen-right", "widow-lines", "orphan-lines",
)  # fmt: skip
TEXT_KEYS = (
    "like", "family", "face", "size", "leading", "tracking", "align", "indent", "left", "right", "before", "after",
    "hyphenate", "case", "color", "features", "keep-with-next", "drop-cap-lines",
)  # fmt: skip
NARROWEST_COLUMN = "14mm"  # about eight letters of 9 pt text: below it whole words stick out
MOST_COLUMNS = 12
MOST_BY_ITSELF = 6  # columns of the largest sheet, where nothing is said: a broadsheet's
NARROWER = 0.1  # of a column may be missing to set one more, a little narrower each
LONGEST_MARK = 4  # signs at the end of a story
LONGEST_INK = 60  # letters of an ink's name
LONGEST_SHOWN = 80  # letters of a name in a message
_HEX = regex(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_FEATURE = regex(r"[a-z]{3}[a-z0-9]")


def build_families(sheet: Sheet, folders: tuple[Path, ...]) -> dict[str, Family]:
    """Return the type families by key; raises ResourceError, with its line, for a font file that no folder has."""
    families: dict[str, Family] = {}
    for key in Table(sheet, ("families",), None).values:
        table = Table(sheet, ("families", key), FAMILY_KEYS)
        regular, italic, bold, bold_italic = (_font(table, slot, folders, sheet) for slot in get_args(Slot))
        generic = table.name("generic", get_args(Generic))
        name = table.text("name") or table.fail(("name",), f"families.{key} has no name", "write the name of the font")
        families[key] = Family(name, regular, italic, bold, bold_italic, generic)
    return families


def build_colors(sheet: Sheet) -> dict[str, Color]:
    """Return the colours by name."""
    table = Table(sheet, ("colors",), None)
    return {name: _color(table, name) for name in table.values}


def build_page(sheet: Sheet, page_size: str, columns: int) -> PageStyle:
    """Return the page; `page_size` ("" = the style's) and `columns` (0 = the style's) are given by the user."""
    table = Table(sheet, ("page",), PAGE_KEYS)
    margins = Table(sheet, ("page", "margins"), MARGINS)
    try:
        size_name, width, height = paper_size(page_size or table.text("size"))
    except ValueError as error:
        if page_size:
            raise UsageError(str(error)) from error
        table.fail(("size",), str(error))
    top, bottom, left, right = (margins.length(side) for side in MARGINS)
    _check_room(margins, size_name, min(width - left - right, height - top - bottom), asked=bool(page_size))
    gutter = table.length("gutter")
    return PageStyle(
        size_name=size_name,
        width=width,
        height=height,
        top=top,
        bottom=bottom,
        left=left,
        right=right,
        columns=_columns(table, columns, width - left - right, gutter),
        gutter=gutter,
        column_rule=table.length("column-rule"),
        opening=table.name("opening", get_args(Opening)),
        head_left=table.names("head-left", get_args(Field)),
        head_right=table.names("head-right", get_args(Field)),
        folio_left=table.names("folio-left", get_args(Field)),
        folio_right=table.names("folio-right", get_args(Field)),
        nameplate_rule=table.length("nameplate-rule"),
        folio_rule=table.length("folio-rule"),
    )


def build_photo(sheet: Sheet) -> PhotoStyle:
    """Return where and how photos stand."""
    table = Table(sheet, ("photo",), PHOTO_KEYS)
    order = table.names("caption-order", CAPTION_PARTS)
    if len(set(order)) != 3:
        table.fail(("caption-order",), "photo.caption-order must name catchline, caption and credit once each")
    return PhotoStyle(
        lead_span=table.name("lead-span", get_args(LeadSpan)),
        grey=table.flag("grey"),
        max_height=table.number("max-height", 0.1, 1),
        trim=table.number("trim", 0, 0.5),
        beside_width=table.length("beside-width"),
        frame=table.length("frame"),
        gap=table.length("gap"),
        minimum_ppi=table.number("minimum-ppi", 1, 2400),
        target_ppi=table.number("target-ppi", 1, 2400),
        ink_limit=table.number("ink-limit", 100, 400),
        caption_order=order,
        credit_line=table.flag("credit-line"),
    )


def build_headline(sheet: Sheet, families: Mapping[str, Family]) -> HeadlineStyle:
    """Return the sizes a headline may have."""
    table = Table(sheet, ("headline",), HEADLINE_KEYS)
    ladder = table.lengths("ladder")
    if not ladder or list(ladder) != sorted(set(ladder)) or ladder[0] < 1:
        table.fail(("ladder",), "headline.ladder must be sizes that grow, such as ['18pt', '24pt']")
    return HeadlineStyle(
        ladder=ladder,
        max_lines=table.whole("max-lines", 1, 10),
        leading=table.number("leading", 0.7, 3),
        small_below=table.length("small-below"),
        small_family=table.name("small-family", tuple(families)),
    )


def build_limits(sheet: Sheet) -> Limits:
    """Return what justification may stretch and how few lines may stand alone."""
    table = Table(sheet, ("limits",), LIMIT_KEYS)
    return Limits(
        space_shrink=table.number("space-shrink", 0.3, 1),
        space_stretch=table.number("space-stretch", 1, 5),
        tracking=table.number("tracking", 0, 0.1),
        scaling=table.number("scaling", 0, 0.1),
        protrusion=table.number("protrusion", 0, 2),
        hyphens_in_row=table.whole("hyphens-in-row", 0, 99),
        hyphen_left=table.whole("hyphen-left", 1, 20),
        hyphen_right=table.whole("hyphen-right", 1, 20),
        widow_lines=table.whole("widow-lines", 1, 10),
        orphan_lines=table.whole("orphan-lines", 1, 10),
    )


def build_text(sheet: Sheet, families: Mapping[str, Family], colors: Mapping[str, Color]) -> dict[Role, TextStyle]:
    """Return how each role is set; `like` may name a role that is written further down."""
    Table(sheet, ("text",), ROLES)
    return {role: _text_style(_role_table(sheet, role, ()), families, colors) for role in ROLES}


def build_words(sheet: Sheet, bundled: Path) -> dict[str, dict[str, str]]:
    """Return the furniture phrases by language: the bundled ones, and what the style says instead.

    None may have a key or a {placeholder} that the English one lacks.
    """
    words = json.decode((bundled / "words.json").read_bytes(), type=dict[str, dict[str, str]])
    english = dict(words["en"])
    for language in Table(sheet, ("words",), None).values:
        table = Table(sheet, ("words", language), tuple(english))
        own = words.setdefault(language.lower(), {})
        for key in table.values:
            own[key] = table.text(key)
            if strange := _fields(table, key, own[key]) - _fields(table, key, english[key]):
                hint = f"the English phrase is {english[key]!r}"
                table.fail((key,), f"words.{language}.{key}: {{{min(strange)}}} is never filled in", hint)
    return words


def build_fallback(sheet: Sheet, table: Table, folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the font files tried for characters that a family lacks; raises ResourceError for a missing one."""
    files = table.texts("fallback", bool, "font files")
    for file in files:
        _check_font(file, folders, sheet, ("fallback",))
    return files


def build_end_mark(table: Table) -> str:
    """Return the sign behind the last word of a story; letters would be words that the story does not have."""
    mark = table.text("end-mark")
    if len(mark) > LONGEST_MARK or any(map(str.isalnum, mark)):
        table.fail(
            ("end-mark",), f"end-mark = {mark[:LONGEST_SHOWN]!r}: expected a sign such as '■', no letters", '"" = none'
        )
    return mark


def _font(table: Table, slot: str, folders: tuple[Path, ...], sheet: Sheet) -> str:
    file = table.text(slot)
    _check_font(file, folders, sheet, (*table.path, slot))
    return file


def _check_font(file: str, folders: tuple[Path, ...], sheet: Sheet, path: KeyPath) -> None:
    """Raise an error for a file that is missing, or no font; in the last folder are ours, which are good.

    `path` is where the sheet names it.
    """
    folder = find_font(file, folders)
    if folder is None:
        raise _missing_font(file, folders, sheet.place(path))
    if folder == folders[-1]:
        return
    try:
        fault = open_book(folders).face(file).fault
    except ResourceError as error:
        raise ResourceError(error.message, sheet.place(path), error.hint) from error
    if fault:
        hint = "give a TrueType or OpenType file, whole as its maker made it, or name another"
        raise StyleError(f"font file {file[:LONGEST_SHOWN]!r} {fault}", sheet.place(path), hint)


def _missing_font(file: str, folders: tuple[Path, ...], where: Place) -> ResourceError:
    known = _font_files(folders)
    if file in known:
        hint = "name a file that lies in the folder itself; no link out of it, no folder, pipe or device"
        return ResourceError(f"font file {file!r} is no file of its folder", where, hint)
    shown = file if len(file) <= LONGEST_SHOWN else f"{file[:LONGEST_SHOWN]}…"
    near = nearest(file, sorted(known), "font files")
    return ResourceError(f"font file {shown!r} is in no font folder", where, f"{near}; add --font-path FOLDER")


def _font_files(folders: tuple[Path, ...]) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for folder in folders
        for pattern in ("*.[ot]tf", "*/*.[ot]tf")
        for path in folder.glob(pattern)
    }


def _check_room(margins: Table, size_name: str, room: float, asked: bool) -> None:
    if room >= parse_length(NARROWEST_COLUMN):
        return
    message = f"the margins leave no room on {size_name}"
    if asked:
        raise UsageError(message, hint="choose a larger page, or a style with smaller margins")
    margins.fail((), message, "make them smaller")


def _columns(table: Table, given: int, measure: float, gutter: float) -> int:
    wish = table.length("column-width", low=parse_length(NARROWEST_COLUMN))
    if given == 0 and table.value("columns") == "auto":
        return min(max(1, int((measure + gutter) / (wish + gutter) + NARROWER)), MOST_BY_ITSELF)
    most = min(MOST_COLUMNS, int((measure + gutter) / (parse_length(NARROWEST_COLUMN) + gutter)))
    if given < 0 or given > most:
        raise UsageError(f"{given} columns do not fit a measure of {format_length(measure)}", hint=f"1 to {most} do")
    if given:
        return given
    if table.value("columns") not in range(1, most + 1):
        table.fail(("columns",), f"page.columns = {table.value('columns')!r}: expected 1 to {most}, or 'auto'")
    return table.whole("columns", 1, most)


def _color(table: Table, key: str) -> Color:
    value = table.value(key)
    parts: dict[str, Any] = {"rgb": value} if isinstance(value, str) else value if isinstance(value, dict) else {}
    name = ".".join((*table.path, key))
    for part in parts:
        if part not in COLOR_KEYS:
            table.fail((key, part), f"unknown key '{name}.{part}'", nearest(part, COLOR_KEYS, "keys"))
    match = _HEX.fullmatch(parts["rgb"]) if isinstance(parts.get("rgb"), str) else None
    if match is None:
        table.fail((key,), f"{name} = {value!r}: expected a colour such as '#9b1c1c'", "write six hex digits")
    red, green, blue = (int(match[part], 16) / 255 for part in (1, 2, 3))
    spot = parts.get("spot", "")
    if not isinstance(spot, str) or not spot.isprintable() or len(spot) > LONGEST_INK or spot in ("All", "None"):
        table.fail(
            (key,),
            f"{name}: spot = {str(spot)[:LONGEST_SHOWN]!r}: expected the name of an ink, such as 'PANTONE 186 C'",
        )
    if "cmyk" not in parts:
        return Color((red, green, blue), _cmyk(red, green, blue), spot)
    inks = parts["cmyk"]
    if not isinstance(inks, list) or len(inks) != 4 or not all(_is_percent(ink) for ink in inks):
        table.fail((key,), f"{name}: cmyk = {inks!r}: expected four numbers from 0 to 100, such as [15, 100, 90, 20]")
    cyan, magenta, yellow, black = (ink / 100 for ink in inks)
    return Color((red, green, blue), (cyan, magenta, yellow, black), spot)


def _cmyk(red: float, green: float, blue: float) -> tuple[float, float, float, float]:
    """Return the inks without a profile: all common grey goes into black, so that grey type prints from one plate."""
    black = 1 - max(red, green, blue)
    if black == 1:
        return 0.0, 0.0, 0.0, 1.0
    cyan, magenta, yellow = (round((1 - part - black) / (1 - black), 4) for part in (red, green, blue))
    return cyan, magenta, yellow, round(black, 4)


def _is_percent(ink: object) -> bool:
    return isinstance(ink, int | float) and not isinstance(ink, bool) and 0 <= ink <= 100


def _role_table(sheet: Sheet, role: str, asked: tuple[str, ...]) -> Table:
    """Return the role's table with the values of the role it is like put in; each keeps the line it was written on."""
    table = Table(sheet, ("text", role), TEXT_KEYS)
    if "like" not in table.values:
        return table
    like = table.name("like", ROLES)
    if like in (*asked, role):
        circle = " → ".join((*asked, role, like))
        table.fail(("like",), f"roles are like each other in a circle: {circle}", "give one of them its own values")
    parent = _role_table(sheet, like, (*asked, role))
    table.values = parent.values | table.values
    table.paths = parent.paths | table.paths
    return table


def _text_style(table: Table, families: Mapping[str, Family], colors: Mapping[str, Color]) -> TextStyle:
    size = table.length("size", low=1)
    leading = table.length("leading", em=size, low=1)
    return TextStyle(
        family=table.name("family", tuple(families)),
        slot=table.name("face", get_args(Slot)),
        size=size,
        leading=leading,
        tracking=table.length("tracking", em=size, low=-size / 2),
        align=table.name("align", get_args(Align)),
        indent=table.length("indent", em=size, low=-1000),
        left=table.length("left", em=size),
        right=table.length("right", em=size),
        before=table.length("before", em=size, line=leading),
        after=table.length("after", em=size, line=leading),
        hyphenate=table.flag("hyphenate"),
        case=table.name("case", get_args(Case)),
        color=_color(table, "color") if table.text("color").startswith("#") else colors[_color_name(table, colors)],
        features=table.texts("features", lambda tag: bool(_FEATURE.fullmatch(tag)), "OpenType feature tags"),
        keep_with_next=table.flag("keep-with-next"),
        drop_cap_lines=table.whole("drop-cap-lines", 0, 10),
    )


def _color_name(table: Table, colors: Mapping[str, Color]) -> str:
    return table.name("color", tuple(colors))


def _fields(table: Table, key: str, phrase: str) -> set[str]:
    try:
        fields = [field for field in Formatter().parse(phrase) if field[1] is not None]
        if any(spec or conversion for _, _, spec, conversion in fields):
            raise ValueError("a placeholder has a name alone")
        return {str(name) for _, name, _, _ in fields}
    except ValueError as error:
        table.fail((key,), f"{'.'.join((*table.path, key))}: {error}", "a placeholder looks like {page}")
