"""What a single line can be, told by its words alone: the name of a newspaper, a headline, running text."""

from __future__ import annotations

from exporter.readers.clipping.lines import breadth
from exporter.readers.dateline import find_dateline
from exporter.regex import regex

LONGEST_MASTHEAD, LONGEST_HEADLINE, LONGEST_DECK, LONGEST_KICKER = 50, 160, 200, 30
# A line that ends like a sentence is a headline only when it is short: "We won."
LONGEST_SENTENCE = 80

_TITLE = regex(
    r"(?:The|Le|La|Les|Die|Der|Das|El|Il|De|O|A)\s(?:[\w.’'&-]+\s){0,3}(?:[\w’'-]*"
    r"(?:Times|Post|Gazette|Herald|Tribune|Courier|Chronicle|Guardian|Telegraph|Journal|Observer|Examiner|Inquirer|"
    r"Bulletin|Mercury|Advertiser|Argus|Monde|Zeitung|Anzeiger|Nachrichten|Rundschau|Presse|País|Mundo|Stampa|"
    r"Repubblica|Telegraaf|Volkskrant|Globo|Nación|Ledger|Star|Sun|Mirror|Echo|Record|Register|Standard|Independent|"
    r"News|Citizen|Dispatch|Standaard|Courant|Dagblad|Quotidiano|Giornale|Corriere|Gazzettino|Heraldo|Periódico|"
    r"Faro|Diario|Correo|Figaro|Dépêche|Voix|Kurier|Bote))"
    r"(?:\s(?:du|des|de la|de los|del|de|della)\s.+)?"
    r"|[\w.’'-]+(?:[ -][\w.’'-]+)?[ -]?(?:Kurier|[Zz]eitung|[Aa]nzeiger|Nachrichten|Rundschau|[Tt]age?blatt|"
    r"Bote|[Bb]ladet|Nyheder|Nyheter|Tidende?|Tidning(?:en)?|Avis)"
    r"|(?:صحيفة|جريدة) .+|.{1,8}(?:新聞|日報|新报|日报|晚报|時報|时报|일보|신문)"
)


def is_title(text: str) -> bool:
    """Return True for what is named like a newspaper."""
    return bool(_TITLE.fullmatch(text))


def reads_as_text(text: str) -> bool:
    """Return True for what is a paragraph rather than a line of the head."""
    is_sentence = text.endswith((".", "。")) and breadth(text) > LONGEST_SENTENCE
    return breadth(text) > LONGEST_HEADLINE or is_sentence or bool(find_dateline(text))
