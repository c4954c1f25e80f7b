"""The door: bytes → text, and text without what no output may carry. Everything read passes here once."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from typing import Any

from exporter.regex import regex
from exporter.report import Place, Report

ARTICLE_CHARACTERS = 2_000_000  # a very long feature has 100,000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Declared encodings that are followed; Python's others are no alphabets (base64) or told by their mark (UTF-16).
_TEXT_CODEC = regex(r"iso8859|iso2022|cp\d|koi8|mac|euc|shift_jis|gb|big5|ascii|tis")
# Word's line break (VT), form feed, NEL and the Unicode separators end a line: dropping them would glue words.
_LINE_ENDS = regex("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PLANE_ENDS = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
_NONCHARACTERS = "\ufdd0-\ufdef" + _PLANE_ENDS
_KINDS = (
    ("controls", "\x00-\x08\x0e-\x1f\x7f-\x9f"),
    ("broken", "\ud800-\udfff" + _NONCHARACTERS),
    ("bidi", "\u202a-\u202e\u2066-\u2069"),  # U+200E and U+200F are marks of one letter's width and stay
    ("invisible", "\u00ad\u200b\ufeff"),  # U+200C and U+200D are spelling in Persian and Hindi and stay
)
_UNWANTED = regex("|".join(f"(?P<{kind}>[{signs}])" for kind, signs in _KINDS))
_ANY_UNWANTED = regex("[" + "".join(signs for _, signs in _KINDS) + "]")
# 30 is the Stream-Safe limit (UAX #15, section 13). Sorting n marks takes time that grows with n².
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_MARK_RUN = regex(f"([{_MARKS}]{{30}})")
# What any of these would change, and all letters beyond U+FFFF, since single ones of them would make the search four
# times as long. Most texts have nothing of it, and are looked through once.
_ANY = regex(
    "[\r\x0b\x0c\x85\u2028\u2029\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff"
    f"\ud800-\udfff\ufffe-\U0010ffff{_MARKS}]"
)
_JOINER = "\u034f"  # combining grapheme joiner, which UAX #15 puts there

_CODES = {
    "controls": ("control-characters", "warning", "control characters"),
    "broken": ("broken-characters", "warning", "characters that stand for nothing"),
    "bidi": ("bidi-overrides", "warning", "characters that turn the reading direction"),
    "invisible": ("invisible-characters", "info", "zero-width spaces or soft hyphens"),
}


class Cleaner:
    """Cleans strings and counts what it leaves out, so that one finding tells all."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first_line: dict[str, int] = {}

    def text(self, text: str, first_line: int = 0) -> str:
        """Return the text in NFC with ``\\n`` line ends and without unwanted characters.

        `first_line` is the line at which it begins, 0 where lines are not known.
        """
        if not _ANY.search(text):
            return text if text.isascii() else unicodedata.normalize("NFC", text)
        text = _LINE_ENDS.sub("\n", text)
        if _ANY_UNWANTED.search(text):
            text = self._drop(text, first_line)
        return unicodedata.normalize("NFC", _MARK_RUN.sub(rf"\1{_JOINER}", text))

    def value(self, value: Any) -> Any:
        """Return the plain value (dicts, lists, strings, numbers) with every string in it cleaned, keys too."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(key): self.value(inner) for key, inner in value.items()}
        return [self.value(inner) for inner in value] if isinstance(value, list) else value

    def tell(self, source: str, report: Report) -> None:
        """Make one finding for each kind of character that was left out."""
        for kind, (code, severity, what) in _CODES.items():
            if count := self._counts[kind]:
                where = Place(source, self._first_line.get(kind, 0))
                report.add(code, severity, f"{what} were left out: {count:,}", where)  # type: ignore[arg-type]

    def _drop(self, text: str, first_line: int) -> str:
        for match in _UNWANTED.finditer(text):
            kind = match.lastgroup or ""
            self._counts[kind] += 1
            if first_line:
                self._first_line.setdefault(kind, text.count("\n", 0, match.start()) + first_line)
        return _UNWANTED.sub("", text)


def without_unwanted(text: str) -> str:
    """Return the text without the characters that no output may carry."""
    return _UNWANTED.sub("", text)


def decode(data: bytes, source: str, report: Report, declared: str = "") -> str:
    """Return the text: by its byte order mark, the encoding it declares, as UTF-8, else guessed, which is a finding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _utf16_without_mark(data):
        report.add("encoding-guessed", "warning", f"no encoding stated; read as {encoding}", Place(source))
        return data.decode(encoding, "replace")
    try:
        return data.decode(_codec(declared))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "check letters with accents; save the file as UTF-8 to be sure"
        codec = _codec(declared)
        if codec not in ("utf-8", "cp1252"):  # Shift-JIS with a broken letter is still Shift-JIS
            message = f"some letters are not {declared} as the file says"
            report.add("encoding-guessed", "warning", message, Place(source, line), hint)
            return data.decode(codec, "replace")
        message = f"not {declared or 'UTF-8'}; read as Windows-1252"
        report.add("encoding-guessed", "warning", message, Place(source, line), hint)
        return data.decode("cp1252", "replace")


def _codec(declared: str) -> str:
    """Return the codec of a declared encoding as the web reads it (https://encoding.spec.whatwg.org), else UTF-8."""
    wider = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
    try:
        name = codecs.lookup(declared or "utf-8").name
    except LookupError:
        return "utf-8"
    return wider.get(name, name if _TEXT_CODEC.match(name) else "utf-8")


def _utf16_without_mark(data: bytes) -> str:
    """Return the UTF-16 flavour that zero bytes at every second place betray, or ""."""
    head = data[:4096]
    half = max(1, len(head) // 2)
    if head[1::2].count(0) > 0.4 * half and head[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.4 * half and head[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return ""


def tell_replaced(text: str, source: str, report: Report) -> None:
    """Make a finding where the text shows that letters were lost before it came here."""
    if count := text.count("\ufffd"):
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        hint = "the letters were lost when the text was saved: compare with the original"
        report.add("replacement-character", "warning", f"{count:,} characters are lost (�)", Place(source, line), hint)
