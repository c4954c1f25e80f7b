"""Runs of text inside a paragraph: what is marked, in which language, where it links."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Mark = Literal["bold", "italic", "underline", "strike", "superscript", "subscript", "small-caps", "code", "quote"]
Direction = Literal["", "ltr", "rtl"]


class Run(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A stretch of text with the same marks. A newline in `text` is a forced line break (verse, addresses)."""

    text: str
    # In the order of `Mark`, none twice but "quote", for words quoted in a quotation; copyedit puts signs in its place.
    marks: tuple[Mark, ...] = ()
    href: str = ""  # http, https, mailto or tel
    language: str = ""  # BCP 47; "" = as the block
    direction: Direction = ""
    note: str = ""  # id of the footnote that this run calls; its text is the label shown
    ruby: str = ""  # reading shown above the text


Rich = tuple[Run, ...]


def rich(text: str, *marks: Mark) -> Rich:
    """Return the plain text as one run, or no run for no text."""
    return (Run(text, marks),) if text else ()


def text_of(runs: Rich) -> str:
    """Return the words of the runs without marks; footnote labels are left out, because they are no words."""
    return "".join(run.text for run in runs if not run.note)
