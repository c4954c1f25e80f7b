"""Wire text between control bytes (IPTC 7901, ANPA 1312) → an edition: one story for each message.

``SOH header STX text ETX time EOT``. The header says service, number, priority, category and length; the text is broken
at the measure of a teleprinter and goes through the rules for copied text once its lines are joined.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, edition_of
from exporter.readers.clean import Cleaner
from exporter.readers.clipping import read_clipping
from exporter.readers.reading import Draft, Source, Trace
from exporter.readers.times import iso_time
from exporter.regex import regex
from exporter.report import InputError, Place, Report

SOH, STX, ETX = "\x01", "\x02", "\x03"
MOST_MESSAGES = 500
_HEADER = regex(
    r"(?P<service>[A-Za-z]{2,4}?)\s?(?P<number>\d{3,4})\s+(?P<priority>\d)\s+(?P<category>[A-Za-z]{1,3})\s+(?P<words>\d{2,5})\s*"
)
_TIME = regex(
    r"(?P<day>\d{2})(?P<hour>\d{2})(?P<minute>\d{2})\s*(?P<zone>[A-Z]{1,4}\s+)?(?P<month>[A-Za-z]{3})\w*\s+(?P<year>\d{2,4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_END_SIGN = regex(r"\s*[=<]+\s*$")  # closes a headline or a text on the wire
_INDENT = regex(r"[ \t]{2,}\S")


class Message(Struct, frozen=True):
    """One message: header, text and time, with the line (from 1) at which the text begins."""

    header: str
    text: str
    trailer: str
    line: int


def read_wire(source: Source, env: Env, report: Report) -> Draft:
    """Return the messages as stories in order; raises InputError where there is none, or one is cut short."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    cleaner = Cleaner()
    messages = split_messages(text, source.name)
    stories: list[Article] = []
    traces: dict[int, Trace] = {}
    for message in messages:
        draft = _read(message, source, cleaner, env, report)
        stories += [_with_header(article, message) for article in draft.edition.articles[:1]]
        stories += draft.edition.articles[1:]
        traces |= {line.line: line for line in draft.trace if line.role != "blank"}
    cleaner.tell(source.name, report)
    lines = [cleaner.text(_plain(line)) for line in text.removesuffix("\n").split("\n")]
    return Draft(edition_of(*stories), _trace(lines, traces, messages))


def split_messages(text: str, source: str) -> list[Message]:
    """Return the messages; raises InputError with the line for text without them and for one that is cut short."""
    messages: list[Message] = []
    at = 0
    while (start := text.find(STX, at)) >= 0:
        end = text.find(ETX, start)
        line = text.count("\n", 0, start) + 1
        if end < 0:
            raise InputError("the message has no end (ETX)", Place(source, line), "it was cut short: fetch it again")
        opening = text.rfind(SOH, at, start)
        following = text.find(SOH, end)
        trailer = text[end + 1 : following if following >= 0 else None]
        messages.append(Message(text[max(opening + 1, at) : start], text[start + 1 : end], trailer, line))
        at = end + 1
        if len(messages) > MOST_MESSAGES:
            raise InputError(f"more than {MOST_MESSAGES} messages", Place(source, line), "split the file")
    if not messages:
        raise InputError("there is no text between STX and ETX", Place(source, 1), "--from clipping reads it as text")
    return messages


def join_lines(lines: list[str]) -> list[str]:
    """Return as many lines, each paragraph whole on the line at which it begins, and nothing on its other lines.

    A paragraph begins behind an empty line and, where the wire indents, at an indented line.
    """
    indents = any(_INDENT.match(line) for line in lines)
    ragged = [line for line, below in pairwise(lines) if line.strip() and below.strip()]
    wrapped = bool(ragged) and sorted(map(len, ragged))[len(ragged) // 2] >= 40
    joined: list[str] = [""] * len(lines)
    home = -1
    for number, line in enumerate(lines):
        stripped = _END_SIGN.sub("", line).strip()
        ended = number > 0 and (not lines[number - 1].strip() or _END_SIGN.search(lines[number - 1]) is not None)
        begins = home < 0 or ended or not wrapped or (indents and bool(_INDENT.match(line)))
        if not stripped:
            continue
        if begins:
            home = number
            joined[home] = stripped
        else:
            between = "" if re.search(r"[^\W\d_]-$", joined[home]) else " "
            joined[home] += between + stripped
    return joined


def _read(message: Message, source: Source, cleaner: Cleaner, env: Env, report: Report) -> Draft:
    """Return what the rules for copied text make of the message, at its own lines."""
    lines = [cleaner.text(_plain(line)) for line in message.text.split("\n")]
    text = "\n" * (message.line - 1) + "\n".join(join_lines(lines))
    return read_clipping(Source(source.name, text, source.given), env, report)


def _plain(line: str) -> str:
    """Return the line with the wire's control bytes as spaces: they stand between words."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]+", " ", line).rstrip()


def _with_header(article: Article, message: Message) -> Article:
    """Return the story with what header and time of the message say."""
    extra: dict[str, str] = {}
    first, *others = [_plain(line).strip() for line in message.header.split("\n") if _plain(line).strip()] or [""]
    match = _HEADER.match(first)
    if match:
        extra |= {f"wire:{name}": value for name, value in match.groupdict().items()}
        first = first[match.end() :]
    slugs = [line for line in (first, *others) if line]
    trailer = " ".join(_plain(message.trailer).split())
    created = _time(trailer)
    if len(slugs) > 1:
        extra["wire:header"] = "\n".join(slugs[1:])
    if trailer:
        extra["wire:time"] = trailer
    dates = replace(article.dates, created=article.dates.created or created)
    return replace(article, slugline=slugs[0] if slugs else "", dates=dates, extra={**article.extra, **extra})


def _time(text: str) -> str:
    """Return the moment of ``031400 MAY 26``, "" for anything else; a zone other than GMT is left out."""
    match = _TIME.search(text)
    if not match or match["month"].lower() not in _MONTHS:
        return ""
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year'][-2:]}"
    month = _MONTHS.index(match["month"].lower()) + 1
    zone = "Z" if (match["zone"] or "").strip() in ("GMT", "UTC", "Z") else ""
    return iso_time(f"{year}-{month:02}-{match['day']}T{match['hour']}:{match['minute']}:00{zone}")


def _trace(lines: list[str], traces: dict[int, Trace], messages: list[Message]) -> tuple[Trace, ...]:
    """Return the role of every line: lines of a paragraph have that of its first, those around the text are wire."""
    inside = {
        number for message in messages for number in range(message.line, message.line + message.text.count("\n") + 1)
    }
    traced: list[Trace] = []
    role = ("wire", "header or time of a message")
    for number, text in enumerate(lines, start=1):
        if number in traces:
            role = (traces[number].role, traces[number].why)
        elif number not in inside:
            role = ("wire", "header or time of a message")
        traced.append(Trace(number, text, *(role if text.strip() else ("blank", ""))))
    return tuple(traced)
