"""What binds the use of a story and of its pictures: an agency's instructions, an embargo, one time only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.model import Article
from exporter.model.names import Rights
from exporter.regex import regex
from exporter.report import Finding, Place

# Words by which agencies bind the use of a picture.
_RESTRICTED = regex(
    r"""\bno\ (?:archiv\w*|sales?|resale|commercial|internet|magazines?|third\ party|use|folders?|tv)\b
    | \bone[- ]time\ use\b | \bembargo\w* | \bmandatory\ credit\b | \beditorial\ use\ only\b
    | \bnot\ (?:for|to\ be)\ \w+
    | \bdo\ not\b | \brestrict\w* | \bhandout\b | \bpermission\b | \bout\b(?=[.;,]|$)
    | \bkeine?\ \w+ | \bnur\ (?:für|zur)\b | \bbeachten\b | \bpas\ d[e'] | \binterdit\w*""",
    re.IGNORECASE | re.VERBOSE,
)
SHOWN = 120  # characters of an instruction


def check_restrictions(article: Article) -> Iterator[Finding]:
    """Yield what the rights of the story and of its photos forbid or ask for."""
    source = article.provenance.source
    for text in _binding(article.rights):
        message = f"the story says: {text}"
        yield Finding("story-restricted", "warning", message, Place(source), "ask its agency before it is printed")
    for photo in article.photos:
        for text in _binding(photo.rights):
            message = f"{photo.src or photo.id} says: {text}"
            where = Place(source, photo.line, photo.id)
            yield Finding("photo-restricted", "warning", message, where, "ask its agency before it is printed")


def _binding(rights: Rights) -> Iterator[str]:
    for text in dict.fromkeys((rights.instructions, rights.usage)):
        if text and _RESTRICTED.search(text):
            shown = " ".join(text.split())
            yield shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 3]}…"
