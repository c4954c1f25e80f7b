"""HOW it looks, as typed values resolved once: no optional fields, no strings left to parse. All measures in points.

`load.py` makes a Style out of ``styles/*.toml``; every backend takes the same one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from exporter.limits import LANGUAGE_TAG

Align = Literal["left", "centre", "right", "justify"]
Case = Literal["as-is", "upper", "small-caps"]
Generic = Literal["serif", "sans-serif", "monospace"]
Slot = Literal["regular", "italic", "bold", "bold-italic"]
LeadSpan = Literal["all", "all-but-one", "one"]
Opening = Literal["nameplate", "running-head", "record"]
Field = Literal["publication", "date", "section", "page", "edition", "page-number", "page-of", "headline", "words"]

Role = Literal[
    "masthead", "section-head", "kicker", "headline", "subhead", "deck", "byline", "dateline",
    "body", "body-first", "lead", "crosshead", "crosshead-minor", "quote", "pull-quote", "attribution",
    "list", "table", "table-head", "table-caption", "aside-title", "aside", "question", "answer", "code", "embed",
    "contribution", "endnote", "footnote", "caption", "catchline", "credit",
    "folio", "running-head", "jump", "record-label", "record", "rights",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)


# Languages that share the words of another: Norwegian unspecified and Nynorsk, Tagalog, Chinese of places by its signs.
SAME_WORDS = {
    "no": "nb", "nn": "nb", "tl": "fil", "iw": "he", "in": "id",
    "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant",
}  # fmt: skip


class Color(Struct, frozen=True):
    """A colour for screens (`rgb`, each 0 to 1) and for the press (`cmyk`, each 0 to 1).

    `spot` is the name of an ink of its own, such as that of a masthead; "" = mixed from the four.
    """

    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float]
    spot: str = ""

    @property
    def hex(self) -> str:
        """Return the colour as ``1a2b3c``."""
        return "".join(f"{round(part * 255):02x}" for part in self.rgb)


WritingMode = Literal["horizontal", "vertical"]
WRITING_MODES: tuple[WritingMode, ...] = ("horizontal", "vertical")


class Family(Struct, frozen=True):
    """A type family: its name as Word and CSS know it, and the file of each of its four faces."""

    name: str
    regular: str
    italic: str
    bold: str
    bold_italic: str
    generic: Generic

    def file(self, slot: Slot) -> str:
        """Return the font file of the slot, as a key of the FontBook."""
        return {
            "regular": self.regular, "italic": self.italic, "bold": self.bold, "bold-italic": self.bold_italic
        }[slot]  # fmt: skip


class EpubStyle(Struct, frozen=True):
    """What the look asks of a book. `writing_mode` vertical holds for Japanese and Chinese, the others stay as is."""

    embed_fonts: bool
    writing_mode: WritingMode


class TextStyle(Struct, frozen=True):
    """How one role is set. `indent` is the first line's; `left` and `right` indent the whole paragraph."""

    family: str  # key of Style.families
    slot: Slot
    size: float
    leading: float
    tracking: float  # added after each glyph, in points
    align: Align
    indent: float
    left: float
    right: float
    before: float
    after: float
    hyphenate: bool
    case: Case
    color: Color
    features: tuple[str, ...]  # OpenType feature tags switched on besides the default ones
    keep_with_next: bool
    drop_cap_lines: int  # 0 = none


class PageStyle(Struct, frozen=True):
    """The sheet and what stands on every one of them."""

    size_name: str
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    columns: int
    gutter: float
    column_rule: float  # width of the rule between columns; 0 = none
    opening: Opening
    head_left: tuple[Field, ...]  # beside the nameplate, or the running head of later pages
    head_right: tuple[Field, ...]
    folio_left: tuple[Field, ...]
    folio_right: tuple[Field, ...]
    nameplate_rule: float  # width of the heavy rule under the nameplate
    folio_rule: float  # width of the rule above the folio; 0 = none

    @property
    def measure(self) -> float:
        """Return the width between the margins."""
        return self.width - self.left - self.right

    @property
    def column_width(self) -> float:
        """Return the width of one column."""
        return (self.measure - (self.columns - 1) * self.gutter) / self.columns


class PhotoStyle(Struct, frozen=True):
    """Where and how photos stand."""

    lead_span: LeadSpan
    grey: bool
    max_height: float  # of the lead photo, as a fraction of the text area's height
    trim: float  # part of its height that may be cut off to make the columns level
    beside_width: float  # of an upright photo beside text, where the column leaves room for decent lines; 0 = never
    frame: float  # width of the frame; 0 = none
    gap: float  # between picture and caption, and between caption and text
    minimum_ppi: float
    target_ppi: float
    ink_limit: float  # how much ink the paper takes, in per cent of one solid; 400 = four solids
    caption_order: tuple[Literal["catchline", "caption", "credit"], ...]
    credit_line: bool  # the credit on a line of its own


LARGEST_HEAD = 0.135  # of the measure: 60 pt on A4, 96 pt on a broadsheet


class HeadlineStyle(Struct, frozen=True):
    """The sizes a headline may have; the largest that fits `max_lines` balanced lines is taken."""

    ladder: tuple[float, ...]  # ascending
    max_lines: int
    leading: float  # as a factor of the size
    small_below: float  # under this size the family `small_family` is used, because hairlines drop out
    small_family: str

    def sizes(self, measure: float, largest: float = 1e9) -> tuple[float, ...]:
        """Return the sizes, ascending, that suit a page of the measure: the poster sizes are for large sheets."""
        most = min(largest, LARGEST_HEAD * measure)
        return tuple(size for size in self.ladder if size <= most) or self.ladder[:1]


class Limits(Struct, frozen=True):
    """What justification may stretch. Factors of the natural word space, and fractions of an em or of the width."""

    space_shrink: float  # the narrowest word space, e.g. 0.75
    space_stretch: float  # beyond this a line is loose, e.g. 1.5
    tracking: float  # ± em
    scaling: float  # ± fraction of the glyph width
    protrusion: float  # 1 = punctuation hangs into the margin by its usual amount, 0 = not at all
    hyphens_in_row: int
    hyphen_left: int  # letters before the hyphen, at least
    hyphen_right: int
    widow_lines: int  # lines of a paragraph at the head of a column, at least
    orphan_lines: int  # at the foot


class Style(Struct, frozen=True, eq=False):
    """A look, complete. It is equal to itself alone: so what is made of a style can be kept by it."""

    name: str
    description: str
    families: Mapping[str, Family]
    fallback: tuple[str, ...]  # font files tried in order for characters that a family lacks
    font_folders: tuple[Path, ...]  # where the font files are looked up
    colors: Mapping[str, Color]
    page: PageStyle
    photo: PhotoStyle
    headline: HeadlineStyle
    limits: Limits
    text: Mapping[Role, TextStyle]
    words: Mapping[str, Mapping[str, str]]  # furniture phrases by language, such as "continued on page {page}"
    end_mark: str  # sign after the last word of a story; "" = none
    word_embed_fonts: bool
    word_number_captions: bool
    word_keep_story: bool  # as data in the file, for the way back
    epub: EpubStyle

    @property
    def grid(self) -> float:
        """Return the distance of the baselines: the leading of the body text."""
        return self.text["body"].leading

    def phrase(self, key: str, language: str) -> str:
        """Return the furniture phrase in the language, or in English where the language is not known.

        The tag is shortened from its end until words are found (lookup, RFC 4647, 3.4).
        """
        tag = language[:LANGUAGE_TAG].lower()
        while tag and key not in self.words.get(SAME_WORDS.get(tag, tag), {}):
            tag = tag.rpartition("-")[0]
        return self.words[SAME_WORDS.get(tag, tag) or "en"][key]
