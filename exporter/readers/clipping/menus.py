"""The menu of a web page that was copied from its top: it stands above the story, and is dropped on record."""

from __future__ import annotations

from exporter.readers.clipping.furniture import is_button
from exporter.readers.clipping.heads import can_be_headline
from exporter.readers.clipping.lines import breadth, ends_sentence
from exporter.readers.clipping.page_head import ends_of_head
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.clipping.titles import is_title
from exporter.regex import regex

LONGEST_ITEM, FEWEST, DEEPEST = 40, 3, 60  # letters of an item, items of a menu
# What no story says of itself: ways around the page, and where in the site it stands (``Home > News > City``).
_WAY = regex(
    r"(?i:(?:Skip|Jump) to (?:the )?(?:main )?(?:content|navigation|search|site index)|"
    r"Search (?:&|and) section navigation|(?:Open |Main |Site )?Menu|Search|"
    r"(?:Direkt )?[Zz]um (?:Haupt)?[Ii]nhalt(?: springen)?|Zur (?:Haupt)?[Nn]avigation(?: springen)?|Menü|Suchen?|"
    r"Aller au (?:contenu|menu)(?: principal)?|Passer au contenu|Recherche|Rechercher|Ir al contenido(?: principal)?|"
    r"Saltar al contenido|Menú|Buscar|Vai al contenuto|Cerca|Ir para o conteúdo|Naar de inhoud|Zoeken|"
    r"דלג לתוכן(?: הראשי)?|Hopp(?:a)? (?:til|till) innhold(?:et)?|Gå til indhold|İçeriğe geç|Перейти к содержанию|"
    r"(?:Home|Start(?:seite)?|Accueil|Inicio|Portada|Início|Homepage)(?:\s*[>›»]\s*[^>›»]{2,30})+)"
)


def drop_menu(sheet: Sheet) -> None:
    """Drop the short lines on top down to the last way around the page, and those of its block; keep the masthead.

    Fewer than three lines make no menu, nor do buttons alone; below it has to stand what can be a headline.
    """
    last = -1
    for index in range(min(DEEPEST, len(sheet.chunks))):
        text = sheet.text(index)
        if breadth(text) > LONGEST_ITEM and not _WAY.fullmatch(text):
            break
        if ends_sentence(text) or sheet.roles[index] not in ("", "dropped"):
            break
        if _WAY.fullmatch(text) or (last >= 0 and is_button(text)):
            last = index
    if last < 0:
        return
    end, known = last + 1, bool(ends_of_head(sheet))  # where the head ends is known, its headline is sought from there
    while not known and end < len(sheet.chunks) and sheet.touches(end) and breadth(sheet.text(end)) <= LONGEST_ITEM:
        end += 1
    if (end < FEWEST and not known) or end == len(sheet.chunks) or not can_be_headline(sheet, end):
        return
    for index in range(end):
        if is_title(sheet.text(index)) and "masthead" not in sheet.roles:
            sheet.give(index, "masthead", "named like a newspaper, in the menu of its page")
        elif not sheet.roles[index]:
            sheet.give(index, "dropped", "the menu of the page, not of the story")
