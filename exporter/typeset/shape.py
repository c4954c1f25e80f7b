"""MEASURE: text → glyphs with advances, through HarfBuzz. Each word is shaped once for each face and kept.

A word's measures are in 1/1000 em, so every size of a face shares them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import uharfbuzz

from exporter.page import GlyphRun
from exporter.style.fonts import Face
from exporter.style.model import Case

TONOS = "\u0301"
WORDS_KEPT = 15_000  # about 10 MB; a newspaper edition uses 10,000 different words


@lru_cache(maxsize=WORDS_KEPT)
def shape(text: str, face: Face, features: tuple[str, ...], case: Case, language: str, rtl: bool) -> GlyphRun:
    """Return the glyphs of `text` in visual order; `texts` keeps the characters as written whatever the case shown.

    `features` are OpenType tags switched on; kerning, ligatures and what the script needs are always on.
    Small capitals keep a word's first capital and turn all other letters small (OpenType smcp, c2sc).
    """
    shown, origin = _cased(text, language) if case == "upper" else (text, range(len(text)))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(shown)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    if language:
        buffer.language = language
    wanted: dict[str, object] = dict.fromkeys(features, True)
    if case == "small-caps":
        wanted |= {"smcp": True, "c2sc": [(1, len(shown), 1)]}
    uharfbuzz.shape(face.hb_font, buffer, wanted or None)  # an empty dictionary takes as long as a full one
    return _run(text, origin, buffer, face)


def _run(text: str, origin: Sequence[int], buffer: uharfbuzz.Buffer, face: Face) -> GlyphRun:
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    glyphs = [info.codepoint for info in infos]
    advances = [float(position.x_advance) for position in positions]
    if 0 in glyphs:  # a letter the face lacks is painted as U+FFFD, so measured as it
        lacking = face.advance(face.glyph("\ufffd") or face.glyph("?"))
        advances = [advance if glyph else lacking for advance, glyph in zip(advances, glyphs, strict=True)]
    moved = any(position.x_offset or position.y_offset for position in positions)
    return GlyphRun(
        glyphs=tuple(glyphs),
        advances=tuple(advances),
        offsets=tuple((float(place.x_offset), float(place.y_offset)) for place in positions) if moved else (),
        texts=_told(text, [origin[info.cluster] for info in infos]),
        width=sum(advances),
    )


def _told(text: str, starts: list[int]) -> tuple[str, ...]:
    """Return the characters that each glyph stands for, which begins at an index of the text; "" for further glyphs."""
    if starts == list(range(len(text))):
        return tuple(text)
    ordered = sorted(set(starts))
    following = dict(zip(ordered, [*ordered[1:], len(text)], strict=True))
    texts: list[str] = []
    for start in starts:
        texts.append(text[start : following.pop(start)] if start in following else "")
    return tuple(texts)


def _cased(text: str, language: str) -> tuple[str, list[int]]:
    """Return the text in capitals, and for each of them the index of the character in `text` it comes from.

    Greek capitals carry no tonos (Unicode Standard, 5.18: uppercasing for Greek).
    """
    shown: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        upper = character.upper()
        if language.startswith("el"):
            upper = unicodedata.normalize("NFC", unicodedata.normalize("NFD", upper).replace(TONOS, ""))
        shown.append(upper)
        origin += [index] * len(upper)
    return "".join(shown), origin
