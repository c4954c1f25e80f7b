"""Language tags and the direction in which a language is written."""

from __future__ import annotations

from typing import Literal

from exporter.model.article import Article
from exporter.regex import regex

UNKNOWN = "und"  # BCP 47: the language is not determined
_TAG = regex(r"(?:[A-Za-z]{2,8}|[xXiI])(?:-[A-Za-z0-9]{1,8})*")
# Languages written from right to left by default, and scripts that make any language so.
RTL_LANGUAGES = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RTL_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])


def is_language(tag: str) -> bool:
    """Return True when the tag is well formed (BCP 47, section 2.1); whether it is registered is not looked up."""
    return _TAG.fullmatch(tag) is not None


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which the language is written; a script subtag (``az-Arab``) outweighs the language."""
    subtags = language.lower().split("-")
    scripts = [subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in RTL_LANGUAGES else "ltr"


def article_direction(article: Article, language: str) -> Literal["ltr", "rtl"]:
    """Return the direction the article states, else that of its language."""
    return article.direction or direction_of(language)
