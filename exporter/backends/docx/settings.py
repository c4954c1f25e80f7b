"""settings.xml and numbering.xml: hyphenation, footnote marks, languages, list marks."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache

from exporter.backends.docx.elements import Element, add, root, serialise, twips
from exporter.backends.docx.frames import BULLETS, NUMBERS
from exporter.backends.docx.languages import language_attributes
from exporter.style.model import Style

SEPARATOR, CONTINUATION = -1, 0  # footnote ids that Word wants for the line above the notes
_BULLETS = ("•", "–", "·")
LEVELS = 9


@lru_cache(maxsize=16)
def write_settings(style: Style, language: str) -> bytes:
    """Return settings.xml, its children in the order of CT_Settings."""
    settings = root("settings")
    add(settings, "zoom", percent=100)
    if style.word_embed_fonts:
        add(settings, "embedTrueTypeFonts")
    add(settings, "defaultTabStop", val=twips(style.text["body"].size * 2))
    if any(text.hyphenate for text in style.text.values()):
        add(settings, "autoHyphenation")
        add(settings, "consecutiveHyphenLimit", val=style.limits.hyphens_in_row)
        add(settings, "doNotHyphenateCaps")
    add(settings, "characterSpacingControl", val="doNotCompress")
    notes = add(settings, "footnotePr")
    for note in (SEPARATOR, CONTINUATION):
        add(notes, "footnote", id=note)
    compat = add(settings, "compat")
    add(compat, "doNotExpandShiftReturn")  # else a justified line before a forced break is torn apart
    # 15 = the layout of Word 2013 and later; anything lower opens the file in compatibility mode.
    add(compat, "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    if language:
        add(settings, "themeFontLang", **language_attributes(language))
    _write_color_map(settings)
    add(settings, "decimalSymbol", val=".")
    add(settings, "listSeparator", val=",")
    return serialise(settings)


def _write_color_map(settings: Element) -> None:
    names = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2", "hyperlink": "hyperlink",
             "followedHyperlink": "followedHyperlink"}  # fmt: skip
    names |= {f"accent{number}": f"accent{number}" for number in range(1, 7)}
    add(settings, "clrSchemeMapping", **names)


def list_step(style: Style) -> float:
    """Return how far each level of a list stands in, in points."""
    text = style.text["list"]
    return text.left or 1.2 * text.size


def start_numbering(style: Style) -> Element:
    """Return numbering.xml as a node with the numberings of List Bullet and List Number."""
    return deepcopy(_numbering(style))


@lru_cache(maxsize=4)
def _numbering(style: Style) -> Element:
    numbering = root("numbering")
    for number in (BULLETS, NUMBERS):
        abstract = add(numbering, "abstractNum", abstractNumId=number)
        add(abstract, "multiLevelType", val="hybridMultilevel")
        for level in range(LEVELS):
            node = add(abstract, "lvl", ilvl=level)
            add(node, "start", val=1)
            add(node, "numFmt", val="bullet" if number == BULLETS else "decimal")  # as in PDF and EPUB
            add(node, "lvlText", val=_BULLETS[level % 3] if number == BULLETS else f"%{level + 1}.")
            add(node, "lvlJc", val="left")
            step = twips(list_step(style))
            add(add(node, "pPr"), "ind", left=step * (level + 1), hanging=step)
    for number in (BULLETS, NUMBERS):
        add(add(numbering, "num", numId=number), "abstractNumId", val=number)
    return numbering


def add_numbering(numbering: Element, number: int, level: int, start: int) -> None:
    """Append a numbering of its own for one ordered list, counting from `start` at its level."""
    node = add(numbering, "num", numId=number)
    add(node, "abstractNumId", val=NUMBERS)
    override = add(node, "lvlOverride", ilvl=level)
    add(override, "startOverride", val=start)
