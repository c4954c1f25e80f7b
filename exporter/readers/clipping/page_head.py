"""The head of a web page that was copied with all that stands above its story.

Newspapers print masthead, kicker, headline and deck, and nothing else; a page has its menu above them, its path, the
titles of other stories. What ends the head is surer than what begins it: the byline and the line of the date. The
headline is sought from there upwards.
"""

from __future__ import annotations

from itertools import pairwise

from exporter.readers.byline import is_byline, is_name, is_office, is_placed
from exporter.readers.clipping.folio import Folio, is_section
from exporter.readers.clipping.lines import breadth, ends_sentence
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.clipping.titles import LONGEST_DECK, LONGEST_HEADLINE, LONGEST_KICKER, is_title, reads_as_text

DEEPEST = 60  # lines of a page above its story
MOST_TEXT = 2  # paragraphs above the byline: a deck and a caption
LONGEST_ITEM = 40
FEWEST = 3  # lines above a byline that are more than headline and deck; short lines that are a menu
FULL = 25  # letters of a line that can be a headline without looking at what is below it


def find_page_head(sheet: Sheet) -> None:
    """Give headline, deck and kicker their roles where more stands above the byline than these."""
    if "headline" in sheet.roles:
        return
    for end in ends_of_head(sheet):
        above = [index for index in sheet.open() if index < end and not _is_author(sheet, index)]
        if len(above) >= FEWEST:
            _sort(sheet, above)
            return


def ends_of_head(sheet: Sheet) -> list[int]:
    """Return the lines that can end the head of a story: bylines, dates, names beside them."""
    found, texts = [], 0
    for index in range(min(DEEPEST, len(sheet.chunks))):
        if sheet.roles[index] not in ("", "dropped", "masthead"):
            continue
        if index in sheet.folios or (not sheet.roles[index] and _is_author(sheet, index)):
            found.append(index)
        elif not sheet.roles[index] and reads_as_text(sheet.text(index)):
            texts += 1
            if texts > MOST_TEXT:
                break
    return found


def _is_author(sheet: Sheet, index: int) -> bool:
    """Return True for a byline, and for a name said twice or beside the line of the date."""
    text = sheet.text(index)
    if is_byline(text):
        return True
    if is_placed(text):  # as can be a headline: "Fire Breaks Out in Queens"
        above = any(_is_full(sheet.text(other)) for other in range(index) if not sheet.roles[other])
        return above and index + 1 < len(sheet.chunks) and sheet.roles[index + 1] == "dropped"
    if not is_name(text) or is_section(text):
        return False
    neighbours = [other for other in (index - 1, index + 1) if 0 <= other < len(sheet.chunks)]
    if index + 1 < len(sheet.chunks) and is_office(sheet.text(index + 1)):
        return True
    return any(other in sheet.folios or sheet.text(other).casefold() == text.casefold() for other in neighbours)


def _sort(sheet: Sheet, above: list[int]) -> None:
    """Give the lines above the byline their roles, from the headline outwards."""
    run = _run_of_headline(sheet, above)
    headline = _headline(sheet, above, run)
    if headline < 0:
        return
    sheet.give(headline, "headline", "above the byline or the date of the page")
    _sort_below(sheet, [index for index in above if index > headline], run, sheet.text(headline))
    rest = [index for index in above if index < headline]
    short = [index for index in rest if _is_item(sheet.text(index))]
    is_menu = len(short) >= FEWEST or any(sheet.roles[index] == "dropped" for index in range(headline))
    beside = rest and (rest[-1] in run or is_section(sheet.text(rest[-1])))
    if beside and _can_be_kicker(sheet, rest, headline):
        sheet.give(rest[-1], "kicker", "short line right above the headline of the page")
    for index in rest:
        text = sheet.text(index)
        if sheet.roles[index]:
            continue
        if is_title(text) and "masthead" not in sheet.roles:
            sheet.give(index, "masthead", "named like a newspaper, above the story of its page")
        elif is_section(text) and len(short) < FEWEST:
            sheet.give(index, "dropped", "the name of the section")
            sheet.folios[index] = Folio(section=text)
        elif sheet.text(headline) in text:
            sheet.give(index, "dropped", "says the headline again, with its place in the site")
        elif is_menu and index in short:
            sheet.give(index, "dropped", "the menu of the page, not of the story")


def _is_item(text: str) -> bool:
    """Return True for what can be an item of a menu: a few words that are no part of a sentence."""
    is_part = text[0].islower() or (ends_sentence(text) and not text.endswith((":", "…")))
    return breadth(text) <= LONGEST_ITEM and not is_part


def _sort_below(sheet: Sheet, below: list[int], run: list[int], headline: str) -> None:
    """Give the deck its role, and drop lines that say the headline again, as buttons do."""
    for index in list(below):
        if sheet.text(index).startswith(headline):
            sheet.give(index, "dropped", "says the headline again")
            below.remove(index)
    if below and (below[0] in run or len(below) == 1) and breadth(sheet.text(below[0])) <= LONGEST_DECK:
        sheet.give(below[0], "deck", "between the headline and the byline, the date or the buttons")


def _run_of_headline(sheet: Sheet, above: list[int]) -> list[int]:
    """Return the lines, with none of another role between them, the first of which can hold a headline."""
    runs = [[above[0]]]
    for one, other in pairwise(above):
        if other == one + 1:
            runs[-1].append(other)
        else:
            runs.append([other])
    full = [run for run in runs if any(_is_full(sheet.text(index)) for index in run)]
    return next((run for run in full if len(run) > 1), (full or runs[-1:])[0])


def _is_full(text: str) -> bool:
    return (
        breadth(text) > FULL and (len(text.split()) > 2 or breadth(text) > len(text)) and breadth(text) <= LONGEST_DECK
    )


def _headline(sheet: Sheet, above: list[int], run: list[int]) -> int:
    """Return the line that another one repeats, else the last of the run but for a deck, else -1."""
    for index in above:
        said = sheet.text(index)
        if len(said.split()) > 3 and any(sheet.text(other).endswith(said) for other in above if other < index):
            return index
    last, other = run[-1], run[-2] if len(run) > 1 else run[-1]
    headline = other if _is_deck(sheet, last, other) else last
    text = sheet.text(headline)
    return headline if breadth(text) <= LONGEST_HEADLINE and not is_section(text) else -1


def _is_deck(sheet: Sheet, last: int, above: int) -> bool:
    """Return True for a line that is a deck rather than the headline, as what stands above it can be a headline."""
    text, headline = sheet.text(last), sheet.text(above)
    if breadth(headline) > LONGEST_HEADLINE or is_section(headline) or reads_as_text(headline):
        return False
    full = len(headline.split()) > 3 or breadth(headline) > LONGEST_KICKER
    return full or (ends_sentence(text) and breadth(text) > breadth(headline))


def _can_be_kicker(sheet: Sheet, rest: list[int], headline: int) -> bool:
    """Return True where the last line above is short, and no item of a menu in one block with others."""
    text = sheet.text(rest[-1])
    block = [index for index in rest if all(sheet.touches(between) for between in range(index + 1, rest[-1] + 1))]
    in_menu = len(block) >= FEWEST and breadth(sheet.text(block[0])) <= LONGEST_ITEM
    return breadth(text) <= LONGEST_KICKER + 10 and not in_menu and not ends_sentence(text) and not is_title(text)
