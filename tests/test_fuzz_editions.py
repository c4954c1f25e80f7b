"""Editions drawn from the whole model: every format says what they say, and gives back what it was made of.

EXPORTER_FUZZ=1000 draws so many of each kind, others each time; the ordinary run draws the same few.
"""

from __future__ import annotations

import os
import re
from functools import cache

from editions import EDITIONS, FILES
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import exporter
from exporter.copyedit import copyedit
from exporter.model import Edition, Provenance, text_of
from exporter.model.json import encode_edition
from exporter.model.walk import map_edition, riches, walk
from exporter.preflight.compare.prove import prove
from exporter.preflight.compare.wanted import want
from exporter.report import Report
from exporter.style.model import Style

MANY = int(os.environ.get("EXPORTER_FUZZ", "0"))
FEW = settings(
    max_examples=MANY or 20,
    derandomize=not MANY,
    database=None,
    deadline=None,
    # to shrink an edition takes minutes: only where somebody waits for it
    phases=[Phase.generate, Phase.shrink] if MANY else [Phase.generate],
    suppress_health_check=list(HealthCheck),
    verbosity=Verbosity.quiet,  # to print an edition takes minutes; what failed says it as JSON
)
NAMED = re.compile("[A-Z][a-z]{5}")  # what makes each text unlike all others
LOOKS = ("newspaper", "magazine", "clipping")


@FEW
@given(EDITIONS)
def test_an_edition_says_the_same_in_every_format(edition: Edition) -> None:
    keep_their_word(edition)


@settings(FEW, max_examples=MANY or 8)
@given(EDITIONS, st.integers(0), st.sampled_from(["", "{0} {0}", "Zuzuzu"]))
def test_a_word_lost_doubled_or_changed_is_found_in_every_format(drawn: Edition, number: int, instead: str) -> None:
    env = exporter.fixed_env(FILES)
    edition = read_back("story.json", encode_edition(drawn))
    blocks = [block for article in edition.articles for block in walk(article.body)]
    words = [word for block in blocks for runs in riches(block) for word in NAMED.findall(text_of(runs))]
    if not words:
        return
    text, word = encode_edition(edition).decode(), words[number % len(words)]
    assert text.count(word) == 1
    spoilt = read_back("story.json", text.replace(word, instead.format(word)).encode())
    look = style(LOOKS[len(text) % len(LOOKS)])
    for format in ("docx", "epub", "pdf"):
        found = prove(exporter.export(spoilt, format, look, env, Report()), format, want(edition, look))
        assert [finding for finding in found if finding.severity == "error"] != [], (look.name, format, word, text)


def keep_their_word(drawn: Edition) -> None:
    """Export the edition in all formats; what the comparison, the checks and the reading back find is a failure."""
    env = exporter.fixed_env(FILES)
    edition = read_back("story.json", encode_edition(drawn))
    text = encode_edition(edition).decode()
    assert encode_edition(copyedit(edition)).decode() == text
    look = style(LOOKS[len(text) % len(LOOKS)])
    for format in ("json", "docx", "epub", "pdf"):
        report = Report()
        data = exporter.export(edition, format, look, env, report)
        assert [str(finding) for finding in report.findings if finding.severity == "error"] == [], (look.name, text)
        if format != "pdf":
            assert encode_edition(read_back(f"story.{format}", data)).decode() == text, (look.name, format)


def read_back(name: str, data: bytes) -> Edition:
    """Return the edition in the file, without where it was read."""
    edition = exporter.read(name, exporter.fixed_env({**FILES, name: data}), Report())
    return map_edition(edition, lambda article: replace(article, provenance=Provenance()))


@cache
def style(name: str) -> Style:
    return exporter.load_style(name)
