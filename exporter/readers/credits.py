"""The credit of a photo where it stands in words: a line of its own, or the end of its caption."""

from __future__ import annotations

import re

from exporter.model import Rich, text_of
from exporter.readers.byline import is_name
from exporter.readers.runs import head
from exporter.regex import regex

LONGEST_CREDIT, LONGEST_IN_CAPTION, LONGEST_CAPTION = 80, 120, 2000
_KIND = (
    r"(?:Photo(?:graph|graphie|graphy|s)?|Picture|Image|Graphic|Illustration|Foto(?:s|grafie|grafía)?|Bild|Grafik|"
    r"Infographie|Infografía|Infografica|Imagen|Larawan|Fotoğraf|Fotó|Fotografia|Kuva|Fot\.|Zdjęcie|צילום|Φωτογραφία|Фото|صورة|تصوير|عدسة|写真|撮影|摄影|攝影|사진)"
)
_BY = r"(?:\s*[:：・/＝=]\s*|\s+(?:by|via|courtesy of|from|von|de|di|par|ni|av|d[’'])\s*|\s+(?=[^\W\d_]))"
_LINE = regex(rf"[(（]?\s*{_KIND}{_BY}\S.*", re.IGNORECASE)
_BRACKETED = regex(
    rf"(?P<caption>.*\S)\s*[(（\[]\s*(?P<credit>{_KIND}{_BY}[^()（）\[\]]+?)\s*[)）\]]", re.DOTALL | re.I
)
_LABELLED = regex(
    rf"(?P<caption>.*[.!?…。！？”»«“\"’)\]])(?:\s+|(?<=[。！？]))(?P<credit>{_KIND}\s*[:：＝=]\s*\S(?:[^.!?:]|(?<=\b\w)\.)*(?:\|\s*[^\W\d_]+\s?:[^.!?:]+)?)\.?",
    re.DOTALL | re.IGNORECASE,
)
# In brackets with an agency's name: (AP/Jane Doe), (Jane Doe/Getty Images).
_AGENCY = regex(
    r"(?P<caption>.*\S)\s*[(（](?P<credit>[^()]{0,60}\b(?:AP|AFP|Reuters|dpa|EPA|Getty|Photo|Foto|Image)\b[^()]{0,60})[)）]\s*",
    re.DOTALL,
)
# As pages of the web write it: ``... the bridge.Credit...Ann Lee``, ``... the bridge © Ann Lee/Paper``.
_DOTS = regex(r"(?P<caption>.*\S)\s*Credit\s?(?:\.{3}|…)\s?(?P<credit>\S.*)", re.DOTALL)
_SIGNED = regex(r"(?P<caption>.{20,}\S)\s+(?P<credit>©\s?(?!Copyright)[^\W\d_][^©.]{2,60})", re.DOTALL)
_WIRED = regex(
    r"(?P<caption>.*[.!?])\s+(?P<credit>(?:REUTERS|AP|AFP|EPA|dpa)/[^.,]{3,60}?)(?:\s+Purchase Licensing Rights.*)?",
    re.DOTALL,
)
_HOLDER = regex(
    r"©\s?(?!Copyright)[^\W\d_][^\d.]{2,50}(?<!reserved)(?<!riservata)(?<!vorbehalten)(?<!reservados)", re.IGNORECASE
)
_NAMED = regex(r"(?P<caption>.*\S)\s*[(（](?P<credit>(?P<name>[^()/]{4,40})/[^()]{2,50})[)）]", re.DOTALL)
_SLASH = regex(r"(?P<caption>.*\S)\s+/\s+(?P<credit>\S.*)", re.DOTALL)


def is_credit(text: str) -> bool:
    """Return True for a line that is nothing but a credit: ``FOTO: INKA PETERSEN``, ``LENA ORTH/THE LEDGER``."""
    if len(text) > LONGEST_CREDIT or text.endswith((".", "!", "?", ":", ";")) or len(text) < 3:
        return False
    return bool(_LINE.fullmatch(text)) or ("/" in text and _is_name_in_capitals(text))


def is_signed(text: str) -> bool:
    """Return True for a credit alone also where it is a name behind a ``©``, which may be a notice of rights."""
    return is_credit(text) or bool(_HOLDER.fullmatch(text))


def is_dotted(text: str) -> bool:
    """Return True for a caption with ``Credit...``, as pages hide the word from those who see them."""
    return bool(_DOTS.fullmatch(text))


def split_caption(text: str) -> tuple[str, str]:
    """Return caption and credit of ``The quay. (Photo: Ann Lee)``; the credit is "" where none ends the caption.

    ``Photo: Ann Lee`` behind a sentence, the same in brackets, and a name in capitals behind `` / `` are credits.
    """
    if len(text) > LONGEST_CAPTION:
        return text, ""
    if (match := _NAMED.fullmatch(text)) and is_name(match["name"]):
        return match["caption"], match["credit"]
    for pattern in (_BRACKETED, _AGENCY, _DOTS, _LABELLED, _SIGNED, _WIRED, _SLASH):
        match = pattern.fullmatch(text)
        if not match or len(match["credit"]) > LONGEST_IN_CAPTION:
            continue
        if pattern is not _SLASH:
            return match["caption"], match["credit"]
        if _is_name_in_capitals(match["credit"]):
            return _with_name(match["caption"], match["credit"], text)
    return text, ""


def _with_name(caption: str, credit: str, text: str) -> tuple[str, str]:
    """Return caption and credit, a name that ends the caption as part of the credit: ``At dusk. Ann Lee / AP``."""
    said, dot, name = caption.rpartition(". ")
    return (said + ".", text[len(said) + 2 :]) if dot and is_name(name) else (caption, credit)


def split_runs(caption: Rich) -> tuple[Rich, str]:
    """Return the runs of a caption without the credit that ends it, and that credit."""
    words, credit = split_caption(text_of(caption).rstrip())
    return (head(caption, len(words)), credit) if credit else (caption, "")


def _is_name_in_capitals(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return text.upper() == text and 1 <= len(words) <= 8 and not re.search(r"\d", text) and any(map(str.isupper, words))
