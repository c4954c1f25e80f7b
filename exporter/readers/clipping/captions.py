"""Photo captions: a newspaper reader copies them twice, the second time behind credit and catchline."""

from __future__ import annotations

from itertools import pairwise

from exporter.model import Photo, rich
from exporter.readers.clipping.lines import breadth, is_capitals
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.credits import is_credit, split_caption
from exporter.regex import regex

SHORTEST_REPEAT = 40  # shorter lines repeat by chance
LONGEST_PREFIX = 160
LONGEST_CAPTION = 500

_AGENCIES = (
    "AGENCE FRANCE-PRESSE|ASSOCIATED PRESS|THE CANADIAN PRESS|GETTY IMAGES|PA WIRE|CHINA DAILY|CONTRIBUTED|"
    "AAP|AFP|ANADOLU|ANI|ANSA|ANTARA|AP|BELGA|BERNAMA|BLOOMBERG|CCTV|CNS|CP|CTK|DPA|EFE|EPA|HINA|IMAGO|KCNA|KEYSTONE|"
    "KYODO|LUSA|MTI|NASA|NTB|NURPHOTO|PA|PAP|PNA|POOL|PTI|REUTERS|RITZAU|SHUTTERSTOCK|SPUTNIK|TANJUG|TASS|TT|"
    "UKRINFORM|XINHUA|YONHAP|ZUMA"
)
_PICTURE = "PHOTOS?|PICTURES?|IMAGES?|FOTOS?"
_MORE = rf"(?:\s*[/,]\s*(?:{_AGENCIES})|\s+VIA\s+(?:{_AGENCIES}))*"
_CREDIT = (
    regex(rf"(.*?\b(?:{_PICTURE})\s+(?:BY|VIA|COURTESY OF|FROM)\s+(?:{_AGENCIES}){_MORE})(?:\s+(?=[^\s/])(.+)|$)"),
    regex(rf"((?:{_PICTURE}):?\s+(?:{_AGENCIES}){_MORE})(?:\s+(?=[^\s/])(.+)|$)"),
    regex(
        rf"((?:.{{1,40}}?/)?\b(?:{_AGENCIES}){_MORE}(?:\s+(?:{_PICTURE})(?!\s+(?:BY|VIA|COURTESY|FROM)\b|/))?)(?:\s+(?=[^\s/])(.+)|$)"
    ),
)


def find_repeated_captions(sheet: Sheet) -> None:
    """Give caption and credit their roles where a line is repeated whole at the end of the next one."""
    text = sheet.open()
    for above, below in pairwise(text):
        caption, line = sheet.text(above), sheet.text(below)
        if sheet.roles[above] or below != above + 1 or len(caption) <= SHORTEST_REPEAT or not line.endswith(caption):
            continue
        prefix = line[: -len(caption)].strip()
        if len(prefix) > LONGEST_PREFIX or (not prefix and below != text[-1]):
            sheet.doubt(below, "repeats the line above; both are kept as text")
            continue
        sheet.give(above, "caption", "the next line repeats it whole")
        sheet.give(below, "credit" if prefix else "caption", "credit and catchline, then the caption again, kept once")
        credit, catchline = split_credit(prefix)
        if prefix and not _is_cut(prefix):
            hint = "give --credit, or write credit and catchline on lines of their own in Markdown"
            sheet.doubt(below, "credit and catchline cannot be told apart; all of it is kept as credit", hint)
        _add(sheet, above, caption, credit, catchline)


def find_credited_captions(sheet: Sheet) -> None:
    """Give caption and credit their roles where a line right below is a credit, or a credit ends the paragraph."""
    waiting = set(sheet.open())
    for index in sorted(waiting):
        caption, below = sheet.text(index), index + 1
        if sheet.roles[index] or index < 2 or breadth(caption) > LONGEST_CAPTION or is_credit(caption):
            continue
        if below in waiting and is_credit(sheet.text(below)) and not sheet.chunks[below].apart:
            sheet.give(index, "caption", "a credit stands right below it")
            sheet.give(below, "credit", "it names who took the picture")
            if sheet.roles[index] == "caption":
                _add(sheet, index, caption, sheet.text(below), "")
            continue
        said, credit = split_caption(caption)
        if credit:
            sheet.give(index, "caption", "a credit ends it")
            if sheet.roles[index] == "caption":
                _add(sheet, index, said, credit, "")


def find_given_captions(sheet: Sheet) -> None:
    """Give the caption role to lines that are word for word a caption the user gave, and likewise credits."""
    given = sheet.source.given
    for index in sheet.open():
        if sheet.text(index) in given.caption:
            sheet.give(index, "caption", "it is the caption given")
        elif sheet.text(index) in given.credit:
            sheet.give(index, "credit", "it is the credit given")


def split_credit(prefix: str) -> tuple[str, str]:
    """Return credit and catchline of ``SPUTNIK PHOTO VIA AP BUDDIES WITH BENEFITS``; all is credit when unsure."""
    if is_capitals(prefix):
        for pattern in _CREDIT:
            if match := pattern.fullmatch(prefix):
                return match[1], match[2] or ""
    return prefix, ""


def _is_cut(prefix: str) -> bool:
    return is_capitals(prefix) and any(pattern.fullmatch(prefix) for pattern in _CREDIT)


def _add(sheet: Sheet, index: int, caption: str, credit: str, catchline: str) -> None:
    sheet.photos.append(
        Photo(
            id=f"p{len(sheet.photos) + 1}",
            caption=rich(caption),
            credit=credit,
            catchline=catchline,
            line=sheet.chunks[index].number,
        )
    )
