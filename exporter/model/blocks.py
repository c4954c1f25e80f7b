"""The blocks a story's body is made of: a closed union, matched with `match` and `assert_never`.

Every block has an `id` (unique in the edition once copy-edited), the `line` of the source where it begins (from 1;
0 = unknown) and a `language` (BCP 47; "" = the article's).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from exporter.model.inlines import Rich


class _Block(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"):
    id: str = ""
    line: int = 0
    language: str = ""


class Paragraph(_Block, frozen=True, tag="paragraph"):
    """Running text. `role`: body; lead (an introduction); contribution (who helped); endnote (about the text)."""

    text: Rich
    role: Literal["body", "lead", "contribution", "endnote"] = "body"


class Crosshead(_Block, frozen=True, tag="crosshead"):
    """A heading inside the story; level 1 is the one right below the headline."""

    text: Rich
    level: Annotated[int, Meta(ge=1, le=4)] = 1


class Quote(_Block, frozen=True, tag="quote"):
    """A quotation set apart; `pull` marks a pull quote, which repeats or sharpens a sentence to draw the eye."""

    blocks: tuple[Block, ...]
    attribution: Rich = ()
    pull: bool = False


class List(_Block, frozen=True, tag="list"):
    """Items in order; each item is a sequence of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


class Cell(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One cell of a table; `header` marks a cell that names its row or column."""

    blocks: tuple[Block, ...]
    columns: Annotated[int, Meta(ge=1)] = 1
    rows: Annotated[int, Meta(ge=1)] = 1
    align: Literal["", "left", "centre", "right"] = ""
    header: bool = False


class Table(_Block, frozen=True, tag="table"):
    """Rows of cells; the first `head_rows` rows are repeated where the table continues on another page."""

    rows: tuple[tuple[Cell, ...], ...]
    head_rows: int = 0
    caption: Rich = ()
    source: Rich = ()


class Figure(_Block, frozen=True, tag="figure"):
    """The place of one photo or of a gallery in the text; the photos themselves are in `Article.photos`."""

    photos: tuple[str, ...]  # ids
    caption: Rich = ()  # of the group; each photo has its own besides


class Aside(_Block, frozen=True, tag="aside"):
    """Matter beside the story: a box, a fact box or a timeline."""

    blocks: tuple[Block, ...]
    title: Rich = ()
    role: Literal["box", "facts", "timeline"] = "box"


class QuestionAnswer(_Block, frozen=True, tag="question-answer"):
    """One exchange of an interview."""

    question: Rich
    answer: tuple[Block, ...]


class Code(_Block, frozen=True, tag="code"):
    """Program text, line by line as it is."""

    text: str
    syntax: str = ""


class Embed(_Block, frozen=True, tag="embed"):
    """A thing of the web that print can only name: a post, a video; `blocks` say what it says."""

    url: str
    title: str = ""
    provider: str = ""
    blocks: tuple[Block, ...] = ()


class Rule(_Block, frozen=True, tag="rule"):
    """A pause in the story: a rule, three stars."""


class Break(_Block, frozen=True, tag="break"):
    """The author asks for a new column or page here."""

    to: Literal["column", "page"] = "page"


Block = Paragraph | Crosshead | Quote | List | Table | Figure | Aside | QuestionAnswer | Code | Embed | Rule | Break


class Footnote(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A note; runs call it by `id`, `label` is the number or sign that is shown."""

    id: str
    blocks: tuple[Block, ...]
    label: str = ""
    line: int = 0
