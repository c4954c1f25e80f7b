"""Lines that are of the page or of the program it was read in, and not of the story, told by what they say.

Buttons, reading times, adverts, jumps to other pages and links to other stories. Each is dropped on record.
"""

from __future__ import annotations

import re

from exporter.readers.clipping.folio import read_folio
from exporter.readers.clipping.lines import Chunk, breadth, ends_sentence, is_capitals
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.dateline import find_dateline
from exporter.regex import regex

LONGEST_LINK, DEEPEST = 160, 16
_N = r"[\d٠-٩]+"
# What stands on a button, or counts beside one. Alone between two long paragraphs such a word may be a crosshead.
_BUTTON = regex(
    r"(?:Share|Listen|Save|Print|Like|Email|Comments?|Follow us|Gift|Bookmark|Copy link|Sign in|Log in|Subscribe|"
    r"Teilen|Anhören|Vorlesen|Merken|Drucken|Kommentare|Abonnieren|Anmelden|Artikel (?:teilen|anhören|merken|drucken)|"
    r"Partager|Écouter|Imprimer|Sauvegarder|Réagir|Commentaires?|S[’']abonner|Se connecter|"
    r"(?:Offrir|Écouter|Partager|Sauvegarder) l[’']article|Ajouter à vos sélections|"
    r"Compartir|Escuchar|Guardar|Imprimir|Comentar|Comentarios|Suscr[ií]be(?:te|rse)|Iniciar sesión|"
    r"Condividi|Ascolta|Salva|Stampa|Commenti|Abbonati|Accedi|Partilhar|Compartilhar|Ouvir|Delen|Deel|Luister|Bewaar|"
    r"Ibahagi|Pakinggan|I-save|مشاركة|شارك|استمع|حفظ|طباعة|تعليقات|シェア|共有|保存|印刷|コメント|この記事をシェア|分享|공유)"
    rf"(?: ?\({_N}\))?",
    re.IGNORECASE,
)
_SHARE_ON = (
    r"(?:Share|Teilen|Partager|Compartir|Condividi)(?: (?:on|auf|sur|en|su|via|por|with|by|par|per) [\w.+-]{1,12})"
    r"|(?:Share|Save|Listen to|Print|Gift|Email) this (?:article|story)|Listen to (?:the )?(?:article|story)"
)
_SURE = regex(
    rf"{_SHARE_ON}|{_N} (?:comments?|Kommentare?|commentaires?|comentarios?|commenti|comentários|reacties)"
    rf"|{_N} (?:تعليق|تعليقات)"
    rf"|{_N}[- ]min(?:ute)?s?\.? (?:read|listen)|Reading time:? ?{_N} min(?:ute)?s?\.?"
    rf"|{_N} Min(?:uten?|\.)? Lese(?:zeit|dauer)|Lese(?:zeit|dauer):? ?(?:ca\. )?{_N} Min(?:uten?|\.)?"
    rf"|(?:Temps de )?lecture:? ?{_N} min(?:utes?|\.)?|{_N} min(?:utes?|\.)? de lecture"
    rf"|{_N} min(?:utos?|\.)? de lect?ura|{_N} min(?:uti|\.)? di lettura|Leestijd:? ?{_N} min(?:uten|\.)?"
    rf"|{_N} (?:دقائق|دقيقة) (?:للقراءة|قراءة)"
    rf"|(?:記事)?残り ?\d+ ?文字|有料(?:会員限定)?記事(?: ?残り ?\d+ ?文字)?|会員限定記事"
    r"|Advertisement|Advertising|Story continues below(?: advertisement)?|Article continues (?:below|after) .{0,30}"
    r"|Anzeige|Werbung|Publicité|Publicidad|Anuncio|Pubblicità|Publicidade|Advertentie|Reklame|إعلان|広告|广告|광고",
    re.IGNORECASE,
)
# How long ago it came, and invitations to be sent more.
_ASIDES = regex(
    rf"(?:(?:(?:Last )?updated|Published|Posted):? (?:{_N}|an?)|{_N}) (?:min|minute|hour|hr|day|week)s? ago"
    rf"|(?:Aktualisiert )?vor {_N} (?:Minuten?|Stunden?|Tagen?)|il y a {_N} (?:minutes?|heures?|jours?)"
    rf"|hace {_N} (?:minutos?|horas?|días?)"
    r"|Sign up (?:to|for) (?:our|the|this) .{2,50}|Get .{2,60} (?:in|to|delivered to) your inbox.{0,40}"
    r"|(?:Newsletter|Jetzt) abonnieren|Inscrivez-vous à (?:notre|la) newsletter.{0,40}"
    r"|Suscr[ií]bete a (?:nuestro|nuestra|la) (?:boletín|newsletter).{0,40}",
    re.IGNORECASE,
)
_PAGE = r"[A-Z]{0,2}-?\d{1,3}"
_JUMP = regex(
    rf"(?:See|Turn to|Please see|Please turn to) [A-Z][A-Z’' -]*,? (?:(?:on )?page )?{_PAGE}"
    rf"|(?:Continued|Cont[’'.]?d\.?) (?:on|from) (?:page )?{_PAGE}|From (?:page )?{_PAGE}"
    rf"|Fortsetzung (?:auf|von) Seite {_PAGE}|(?:Suite|Lire la suite)(?: en)? page {_PAGE}|Suite de la page {_PAGE}"
    rf"|(?:Pasa a|Viene de|Sigue en)(?: la)? p[aá]g(?:ina|\.)? {_PAGE}"
    rf"|(?:Segue|Continua|Dalla)(?: a)? pag(?:ina|\.)? {_PAGE}"
    rf"|Sundan sa (?:pahina )?{_PAGE}|Mula sa (?:pahina )?{_PAGE}|\d{{1,3}}面(?:に続く|から続く)",
    re.IGNORECASE,
)
_LINK = (
    r"Read more|Read also|Also read|See also|Related(?: (?:stories|articles|news))?|More on this(?: story)?|"
    r"More stories|"
    r"Mehr zum Thema|Lesen Sie auch|Lesen Sie dazu|Lire aussi|À lire aussi|Sur le même sujet|Leer más|Lea también|"
    r"Más información|Leggi anche|Leia também|Saiba mais|Lees ook|Basahin din|اقرأ أيضا|اقرأ أيضًا|関連記事|相关阅读"
)
_LINKED = regex(rf"(?:{_LINK})\s*[:：|»›].*", re.IGNORECASE)
_LINKS = regex(rf"(?:{_LINK})\s*[:：]?", re.IGNORECASE)
_TAGS = regex(r"(?:Archivado en|Topics|Tags|Themen|Schlagworte|Schlagwörter|Etiquetas|Mots-clés)\s*:?", re.IGNORECASE)


def is_button(text: str) -> bool:
    """Return True for what a program or a web page writes around a story, adverts not counted."""
    return bool(_BUTTON.fullmatch(text) or (_SURE.fullmatch(text) and not is_advert(text)))


def is_advert(text: str) -> bool:
    """Return True for the word that parts an advert from the story."""
    return bool(_SURE.fullmatch(text)) and not re.search(r"\d|^(?:Share|Save|Listen|Print|Gift|Email)\b", text)


def drop_furniture(sheet: Sheet) -> None:
    """Drop all such lines among the open ones."""
    _drop_lists(sheet)
    for index in sheet.open():
        text = sheet.text(index)
        if _SURE.fullmatch(text) or _ASIDES.fullmatch(text):
            sheet.give(index, "dropped", "a line of the page or its reader, not of the story")
        elif _JUMP.fullmatch(text):
            sheet.give(index, "dropped", "the story goes on on another page")
            _drop_jump_word(sheet, index)
        elif len(text) <= LONGEST_LINK and _LINKED.fullmatch(text):
            sheet.give(index, "dropped", "points to another story")
    for index in sheet.open():
        if _BUTTON.fullmatch(sheet.text(index)) and not _may_be_crosshead(sheet, index):
            sheet.give(index, "dropped", "a button of the page or its reader, not of the story")


def _drop_lists(sheet: Sheet) -> None:
    """Drop a list of other stories or of tags: its label, and the short lines in the block right below it."""
    for index in sheet.open():
        label = sheet.text(index)
        if not (_LINKS.fullmatch(label) or _TAGS.fullmatch(label)):
            continue
        why = "points to other stories" if _LINKS.fullmatch(label) else "the page's own tags"
        sheet.give(index, "dropped", why)
        for below in range(index + 1, len(sheet.chunks)):
            if sheet.roles[below] or _is_text(sheet.chunks[below]) or not sheet.touches(below):
                break
            sheet.give(below, "dropped", why)


def _drop_jump_word(sheet: Sheet, index: int) -> None:
    """Drop the word in capitals above ``From A1``, by which the story is found again."""
    above = index - 1
    open_above = above > 0 and not sheet.roles[above] and sheet.touches(index)
    if open_above and is_capitals(sheet.text(above)) and len(sheet.text(above).split()) <= 2:
        sheet.give(above, "dropped", "the word by which the story is found again on its other page")


def _may_be_crosshead(sheet: Sheet, index: int) -> bool:
    """Return True for a word alone between two paragraphs of running text."""
    neighbours = [index - 1, index + 1]
    return all(0 <= other < len(sheet.chunks) and _is_text(sheet.chunks[other]) for other in neighbours)


def _is_text(chunk: Chunk) -> bool:
    return breadth(chunk.text) >= 80 and ends_sentence(chunk.text)


def find_folios(sheet: Sheet) -> None:
    """Take date, page and section from such lines above and below the text; they are printed from their fields."""
    for index in _outside(sheet):
        folio = read_folio(sheet.text(index))
        if not folio:
            continue
        told = [
            f"{name} {value}"
            for name, value in (("date", folio.date), ("page", folio.page), ("section", folio.section))
            if value
        ]
        why = f"the paper's line of date and page: {', '.join(told)}"
        sheet.give(index, "dropped", f"{why}; {folio.rest!r} is in no field" if folio.rest else why)
        if sheet.roles[index] == "dropped":
            sheet.folios[index] = folio


def _outside(sheet: Sheet) -> list[int]:
    """Return the open lines above the first paragraph of running text, and those below the last."""
    text = [index for index, chunk in enumerate(sheet.chunks) if breadth(chunk.text) > 200 or find_dateline(chunk.text)]
    if not text:
        return [index for index in sheet.open() if index < DEEPEST]
    return [index for index in sheet.open() if index < min(text[0], DEEPEST) or index > text[-1]]
