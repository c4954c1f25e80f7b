"""Names of glyphs as fonts of 256 codes give them → characters (Adobe Glyph List, the part in everyday use)."""

from __future__ import annotations

import unicodedata

from exporter.regex import regex

_NAMED = {
    "space": " ", "exclam": "!", "quotedbl": '"', "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&",
    "quotesingle": "'", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-",
    "period": ".", "slash": "/", "colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">",
    "question": "?", "at": "@", "bracketleft": "[", "backslash": "\\", "bracketright": "]", "asciicircum": "^",
    "underscore": "_", "grave": "`", "braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "endash": "–", "emdash": "—", "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“",
    "quotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "bullet": "•", "ellipsis": "…", "dagger": "†", "daggerdbl": "‡",
    "section": "§", "paragraph": "¶", "copyright": "©", "registered": "®", "trademark": "™", "degree": "°",
    "minus": "−", "multiply": "×", "divide": "÷", "plusminus": "±", "perthousand": "‰", "Euro": "€", "sterling": "£",
    "yen": "¥", "cent": "¢", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "germandbls": "ß",
    "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "oslash": "ø", "Oslash": "Ø", "aring": "å", "Aring": "Å", "eth": "ð", "Eth": "Ð",
    "thorn": "þ", "Thorn": "Þ", "dotlessi": "ı", "lslash": "ł", "Lslash": "Ł", "exclamdown": "¡", "questiondown": "¿",
    "ordfeminine": "ª", "ordmasculine": "º", "periodcentered": "·", "onehalf": "½", "onequarter": "¼",
    "threequarters": "¾", "nbspace": " ", "sfthyphen": "-", "mu": "µ",
}  # fmt: skip
_ACCENTS = {
    "grave": "\u0300", "acute": "\u0301", "circumflex": "\u0302", "tilde": "\u0303", "dieresis": "\u0308",
    "caron": "\u030c", "cedilla": "\u0327", "ogonek": "\u0328", "macron": "\u0304", "breve": "\u0306",
    "dotaccent": "\u0307", "hungarumlaut": "\u030b",
}  # fmt: skip
_ACCENTED = regex(rf"([A-Za-z])({'|'.join(_ACCENTS)})")
_NUMBERED = regex(r"(?:uni|u)([0-9A-F]{4,6})")


def character(name: str) -> str:
    """Return what the glyph stands for; U+FFFD for a name that says nothing."""
    name = name.partition(".")[0]
    if len(name) == 1:
        return name
    if name in _NAMED:
        return _NAMED[name]
    if found := _ACCENTED.fullmatch(name):
        return unicodedata.normalize("NFC", found[1] + _ACCENTS[found[2]])
    found = _NUMBERED.fullmatch(name)
    return chr(int(found[1], 16)) if found and int(found[1], 16) < 0x110000 else "\ufffd"
