"""Chinese and Japanese: lines may end between characters, but not before or after certain signs (kinsoku shori).

The signs are those of JIS X 4051 in the classes closing brackets, commas, full stops, small kana and iteration marks
(no line begins with them) and opening brackets (no line ends with them). Korean has word spaces and needs none of this.
"""

from __future__ import annotations

from exporter.regex import regex

IDEOGRAPHS = "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
_IDEOGRAPHIC = regex(f"[{IDEOGRAPHS}]")
_NEVER_FIRST = frozenset(
    "、。，．：；？！）］｝〉》」』】〕〗〙〟’”ー…‥・ヽヾゝゞ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}»"
)
_NEVER_LAST = frozenset("（［｛〈《「『【〔〖〘〝‘“([{«")


def split_ideographs(text: str) -> list[str]:
    """Return the unbroken pieces of a text without spaces: single characters with the signs that lean on them."""
    pieces: list[str] = []
    for sign in text:
        joins = bool(pieces) and (
            sign in _NEVER_FIRST
            or pieces[-1][-1] in _NEVER_LAST
            or not (_IDEOGRAPHIC.match(sign) or _IDEOGRAPHIC.match(pieces[-1][-1]))
        )
        if joins:
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces
