"""What a finished file shows to whoever reads it, and the one way in which its words are looked at."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from msgspec import Struct

from exporter.model.links import safe_href
from exporter.regex import regex

# Controls, which no story has (readers.clean).
CALL = "\x80"  # stands where a note is called, whatever sign is shown there
LINE = "\n"  # in a Shown: the end of a line as it was set, at which there may be a space or none
# Between two texts painted one after the other on a line of a page, the second right or left of the first.
STEP, TURN = "\x81", "\x82"

# furniture: running heads, folios, contents, covers, where a file may say again what the story says elsewhere.
# house: what Word keeps apart as header and footer, where a newsroom's template may have words of its own.
Zone = Literal["text", "note", "furniture", "house"]

# They show nothing: soft hyphens, joiners, marks of direction, byte order marks.
_NOTHING = "\u00ad\u061c\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
_UNSEEN = regex(f"[{_NOTHING}]+")
_UNSEEN_OR_LIGATURE = regex(f"[{_NOTHING}\ufb00-\ufb06]")  # ﬁ and the like, as a character of its own

_SIGN = regex(r"\W*\d{0,20}\W*|\w{1,3}\W?")
_LIGATURES = {code: normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


class Shown(Struct, frozen=True, gc=False):
    """One paragraph, cell or caption of the file, and the addresses that it links to, in order.

    `calls` says of each call in the text to which note it leads, `note` of which one this is a part; "" where the file
    does not tell. `marks` are the words that are bold, italic, raised or lowered, by these marks.
    """

    text: str
    zone: Zone = "text"
    links: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    note: str = ""
    marks: dict[str, str] = {}


class Reading(Struct, frozen=True):
    """All that a file shows, in the order in which it is read.

    `alts` are the texts that stand for its pictures. A kind of file that can carry no links, or in which the call of a
    note is a figure like any other, or what is bold or raised is told by the letters' looks alone, says so: nobody can
    then miss them. `in_lines`: nothing tells which lines make a paragraph, and which are running heads.
    """

    shown: tuple[Shown, ...]
    alts: tuple[str, ...]
    carries_links: bool = True
    marks_calls: bool = True
    marks_words: bool = True
    in_lines: bool = False


@lru_cache(maxsize=1024)  # the story and each of its files have the same ones
def address(href: str) -> str:
    """Return the address as a URI, "" for one that no file may carry."""
    return safe_href(href, ascii_only=True) if href else ""


def is_sign(text: str) -> bool:
    """Return True for what stands before an item or calls a note: a number, a letter or two, a bullet."""
    return _SIGN.fullmatch(text.strip()) is not None


def fold(text: str) -> str:
    """Return the text with every stretch of white space as one space, without what shows nothing."""
    if text.isascii():
        return " ".join(text.split())
    return normalize("NFC", " ".join(_bare(text).split()))


def squeeze(text: str) -> str:
    """Return the text without white space and calls: what two texts with the same words have in common."""
    if text.isascii():
        return "".join(text.split())
    return normalize("NFC", "".join(_bare(text).replace(CALL, "").split()))


def close_up(folded: str) -> str:
    """Return a text that is folded already as `squeeze` does, with half of the work."""
    text = folded.replace(" ", "")
    return text if text.isascii() else normalize("NFC", text.replace(CALL, ""))


def _bare(text: str) -> str:
    """Return the text without what shows nothing, and with ligatures as their letters."""
    return _UNSEEN.sub("", text).translate(_LIGATURES) if _UNSEEN_OR_LIGATURE.search(text) else text


def set_like(shown: str, wanted: str) -> str:
    """Return the text shown with its line ends as spaces or as nothing, as the text wanted has it there."""
    spaced = fold(shown)
    if LINE not in shown or spaced == wanted:
        return spaced
    lines = [fold(line) for line in shown.split(LINE)]
    made = lines[0]
    for line in lines[1:]:
        spaced = f"{made} {line}"
        made = spaced if wanted.startswith(spaced) or not wanted.startswith(made + line) else made + line
    return fold(made)
