"""What stands below the text: the reader's own lines, end marks, rights, who contributed."""

from __future__ import annotations

import re

from exporter.readers.clipping.sheet import Sheet
from exporter.regex import regex

_FOOTER = regex(
    r"(?:Newspapers (?:in|from)|Zeitungen (?:auf|aus)|Journaux (?:en|de|du|des)|Periódicos (?:en|de)|"
    r"Giornali (?:in|da|dall[’'])|"
    r"Jornais (?:em|d[eao])|Kranten (?:in|uit)) ?[^\W\d_][\w .,'’()-]*"
)
END_MARK = regex(r"-+ ?(?:30|end|ende|fin) ?-+|#{3,}|\*( ?\*){2,}|-0-|\(?ENDS?\)?|END|■|●|◼|▪|□", re.IGNORECASE)
_RIGHTS = regex(
    r"(?:©|\(c\)|copyright\b|riproduzione riservata|todos los derechos|alle rechte vorbehalten|tous droits).*",
    re.IGNORECASE,
)
_WIRES = "AP|AFP|DPA|EFE|ANSA|Reuters|Xinhua|PNA|Kyodo|TASS"
_CONTRIBUTION = regex(
    r"With (?:an? )?(?:additional )?(?:reports?|reporting) (?:by|from)\b.*"
    r"|\(?(?:Additional )?(?:Reporting|Writing|Editing|Compiled) by\b.*"
    r"|.{3,120}\bcontributed to this (?:report|story|article)\.?"
    rf"|\(?(?:{_WIRES})(?:[/, ]+(?:{_WIRES}))*\)?\.?",
    re.IGNORECASE,
)
LONGEST_FOOTER, LONGEST_TAIL = 45, 160


def drop_footer(sheet: Sheet) -> bool:
    """Drop the reader's lines and end marks below the text; return True when a line of the reader's was among them."""
    found = False
    for index in reversed(range(len(sheet.chunks))):
        text = sheet.text(index)
        if sheet.roles[index]:
            break
        if len(text) <= LONGEST_FOOTER and _FOOTER.fullmatch(text):
            sheet.give(index, "dropped", "a line of the newspaper reader, not of the story")
            found = True
        elif END_MARK.fullmatch(text):
            sheet.give(index, "dropped", "end mark")
        else:
            break
    return found


def find_rights(sheet: Sheet) -> None:
    """Give the notice at the end its role."""
    for index in reversed(sheet.open()[1:]):
        if len(sheet.text(index)) > LONGEST_TAIL or not _RIGHTS.fullmatch(sheet.text(index)):
            return
        sheet.give(index, "rights", "notice of rights below the text")


def find_contributions(sheet: Sheet) -> None:
    """Give the last lines that say who helped their role."""
    for index in reversed(sheet.open()[1:]):
        if len(sheet.text(index)) > LONGEST_TAIL or not _CONTRIBUTION.fullmatch(sheet.text(index)):
            return
        sheet.give(index, "contribution", "last line that says who contributed")


def drop_byline_again(sheet: Sheet) -> None:
    """Drop the line at the end in which a page names its author once more."""
    bylines = [sheet.text(index) for index, role in enumerate(sheet.roles) if role == "byline"]
    last = sheet.open()[-1:]
    if last and len(sheet.text(last[0]).split()) > 1 and any(line.endswith(sheet.text(last[0])) for line in bylines):
        sheet.give(last[0], "dropped", "the byline again, below the text")
