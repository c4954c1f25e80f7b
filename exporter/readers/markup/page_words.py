"""Elements that say what pages write around every story, whatever they are called: buttons, adverts, newsletters."""

from __future__ import annotations

from exporter.readers.markup.parse import Element, name_of, spoken, words
from exporter.readers.phrases import ADVERTS, BUTTONS, LINKS, LONGEST, PAYWALLS, SENTENCES, SURE, TAGS, form
from exporter.regex import regex

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_SOURCE = regex(r"the post .+ appeared first on .+|continue reading on \S+|.{0,80}was originally published in .+")


def is_of_page(element: Element) -> bool:
    """Return True for a block that is of the page and not of the story, told by its words."""
    said = form(spoken(element))
    if not said or len(said) > LONGEST:
        return False
    if SURE.hold(said) or SENTENCES.hold(said) or ADVERTS.hold(said) or PAYWALLS.hold(said):
        return True
    if name_of(element) in _HEADINGS:  # a word on a button may as well head a part of the story
        return LINKS.hold(said) and _heads_links(element)
    return BUTTONS.hold(said) or TAGS.hold(said) or bool(_SOURCE.fullmatch(said))


def _heads_links(heading: Element) -> bool:
    """Return True where nothing but links stands below the heading."""
    below = heading.getnext()
    said = "".join(words(below).split()) if below is not None else ""
    return bool(said) and sum(len("".join(words(link).split())) for link in below.iter("a")) >= 0.9 * len(said)
