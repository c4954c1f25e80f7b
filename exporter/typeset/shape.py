"""MEASURE: text → glyphs with advances, through HarfBuzz. Each word is shaped once for each face and kept.

A word's measures are in 1/1000 em, so every size of a face shares them.
"""

from __future__ import annotations

import unicodedata
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
    shown, origin = _cased(text, case, language)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(shown)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    if language:
        buffer.language = language
    wanted: dict[str, object] = dict.fromkeys(features, True)
    if case == "small-caps":
        wanted |= {"smcp": True, "c2sc": [(1, len(shown), 1)]}
    uharfbuzz.shape(face.hb_font, buffer, wanted)
    return _run(text, origin, buffer, face)


def _run(text: str, origin: list[int], buffer: uharfbuzz.Buffer, face: Face) -> GlyphRun:
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({origin[info.cluster] for info in infos})
    following = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    texts: list[str] = []
    told: set[int] = set()
    for info in infos:
        start = origin[info.cluster]
        texts.append("" if start in told else text[start : following[start]])
        told.add(start)
    advances = tuple(float(position.x_advance) for position in positions)
    if any(info.codepoint == 0 for info in infos):  # a letter the face lacks is painted as U+FFFD, so measured as it
        lacking = face.advance(face.glyph("\ufffd") or face.glyph("?"))
        advances = tuple(a if info.codepoint else lacking for a, info in zip(advances, infos, strict=True))
    offsets = tuple((float(position.x_offset), float(position.y_offset)) for position in positions)
    return GlyphRun(
        glyphs=tuple(info.codepoint for info in infos),
        advances=advances,
        offsets=offsets if any(x or y for x, y in offsets) else (),
        texts=tuple(texts),
        width=sum(advances),
    )


def _cased(text: str, case: Case, language: str) -> tuple[str, list[int]]:
    """Return the text as shown, and for each of its characters the index of the character in `text` it comes from.

    Greek capitals carry no tonos (Unicode Standard, 5.18: uppercasing for Greek).
    """
    if case != "upper":
        return text, list(range(len(text)))
    shown: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        upper = character.upper()
        if language.startswith("el"):
            upper = unicodedata.normalize("NFC", unicodedata.normalize("NFD", upper).replace(TONOS, ""))
        shown.append(upper)
        origin += [index] * len(upper)
    return "".join(shown), origin
