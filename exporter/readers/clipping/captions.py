"""Photo captions: a newspaper reader copies them twice, the second time behind credit and catchline."""

from __future__ import annotations

import re
from itertools import pairwise

from exporter.model import Photo, rich, text_of
from exporter.readers.clipping.lines import breadth, is_capitals
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.credits import is_credit, is_dotted, is_signed, split_caption
from exporter.regex import regex

SHORTEST_OPENING = 20
SHORTEST_REPEAT = 40  # shorter lines repeat by chance
LONGEST_PREFIX = 160
LONGEST_CAPTION = 500
LONGEST_CREDIT_ALONE, LONGEST_ALT = 80, 300
LONGEST_BELOW = 140  # letters of a caption below its credit, where a paragraph could stand as well
_LABEL = regex(r"Image (?P<kind>source|caption)\b\s*[,:]?\s*(?P<said>.*)", re.IGNORECASE)

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
        credit = line[len(caption) :].strip() if line.startswith(caption) else ""
        if credit and below == above + 1 and len(caption) > SHORTEST_OPENING and "/" in credit and len(credit) <= 60:
            sheet.give(above, "dropped", "the caption, which the next line says again with its credit")
            sheet.give(below, "caption", "the line above, and who took the picture")
            _add(sheet, below, caption, credit, "")
            continue
        if sheet.roles[above] or below != above + 1 or breadth(caption) <= SHORTEST_REPEAT:
            continue
        if not line.endswith(caption):
            continue
        prefix = line[: -len(caption)].strip()
        if caption[0] in '“„«‹「『"‘' and not is_capitals(prefix):
            continue  # a pull quote above the paragraph that ends with it
        below_buttons = sheet.roles[above - 1] == "dropped" and above > 0
        if len(prefix) > LONGEST_PREFIX or (not prefix and below != text[-1] and not below_buttons):
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
    _find_labelled(sheet)
    _find_credits_above(sheet)
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
            _drop_copies(sheet, index, said)
            if sheet.roles[index] == "caption" and not _is_told(sheet, said, credit):
                _add(sheet, index, said, credit, "", _alt_above(sheet, index) if is_dotted(caption) else "")


def _find_labelled(sheet: Sheet) -> None:
    """Read ``Image source, Ann Lee`` and ``Image caption, The quay``; the words may stand in the line below."""
    labels: dict[str, tuple[int, str]] = {}
    for index in sheet.open():
        match = _LABEL.fullmatch(sheet.text(index))
        if not match or sheet.roles[index]:
            continue
        kind, said, at = match["kind"].lower(), match["said"], index
        if not said and index + 1 < len(sheet.chunks) and sheet.touches(index + 1) and not sheet.roles[index + 1]:
            sheet.give(index, "credit" if kind == "source" else "caption", f"says that the image's {kind} follows")
            at, said = index + 1, sheet.text(index + 1)
        if not said:
            continue
        sheet.give(at, "credit" if kind == "source" else "caption", f"it is labelled as the image's {kind}")
        labels[kind] = (at, said)
        if kind == "caption":
            first, credit = labels.pop("source", (at, ""))
            _add(sheet, at, said, credit, "", _alt_above(sheet, first))
            labels.clear()


def _alt_above(sheet: Sheet, label: int) -> str:
    """Return the line right above the label of the source: a page says there what the image shows."""
    above = label - 1
    if above < 1 or sheet.roles[above] or not sheet.touches(label) or breadth(sheet.text(above)) > LONGEST_ALT:
        return ""
    sheet.give(above, "caption", "says what the image shows, above its caption")
    return sheet.text(above)


def find_credits_alone(sheet: Sheet) -> None:
    """Read a credit without a caption between headline and text: it is of the photo on top."""
    if "headline" not in sheet.roles:
        return
    for index in sheet.open():
        if breadth(sheet.text(index)) > LONGEST_CREDIT_ALONE:
            return
        if index > sheet.roles.index("headline") and is_credit(sheet.text(index)):
            sheet.give(index, "credit", "it names who took the picture on top")
            _add(sheet, index, "", sheet.text(index), "")
            return


def _find_credits_above(sheet: Sheet) -> None:
    """Read a credit and the caption right below it, where the two stand alone."""
    for index in sheet.open():
        below, after = index + 1, index + 2
        alone = not sheet.touches(index) or sheet.roles[index - 1] == "dropped"
        if not alone or below >= len(sheet.chunks) or sheet.roles[below] or not is_signed(sheet.text(index)):
            continue
        ends = after >= len(sheet.chunks) or not sheet.touches(after) or sheet.roles[after] == "dropped"
        if ends and sheet.touches(below) and index > 1 and breadth(sheet.text(below)) <= LONGEST_BELOW:
            sheet.give(index, "credit", "it names who took the picture")
            sheet.give(below, "caption", "stands alone below a credit")
            if sheet.roles[below] == "caption":
                _add(sheet, below, sheet.text(below), sheet.text(index), "")


def _drop_copies(sheet: Sheet, index: int, caption: str) -> None:
    """Drop the caption in the line right above, which says it without its credit."""
    above = index - 1
    if above > 0 and not sheet.roles[above] and sheet.text(above) == caption:
        sheet.give(above, "dropped", "the caption, which the next line says again with its credit")


def _is_told(sheet: Sheet, caption: str, credit: str) -> bool:
    return any((text_of(photo.caption), photo.credit) == (caption, credit) for photo in sheet.photos)


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


def _add(sheet: Sheet, index: int, caption: str, credit: str, catchline: str, alt: str = "") -> None:
    sheet.photos.append(
        Photo(
            id=f"p{len(sheet.photos) + 1}",
            caption=rich(caption),
            credit=credit,
            catchline=catchline,
            alt=alt,
            line=sheet.chunks[index].number,
        )
    )
