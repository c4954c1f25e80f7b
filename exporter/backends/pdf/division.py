"""Words in two parts: which characters each glyph carries, so that every reader gives the whole word back.

A word is divided at a line end, or its first letter is a drop cap. The sign at the line end (the drop cap) carries the
rest of the word, and the glyphs of that rest carry spaces. No reader has to know anything: the character codes
themselves say ``meeting`` and then white space. Readers that sort text by place, as pdftotext does without ``-raw``,
part a paragraph that goes on beside a caption all the same.

Measured with a paragraph of three divisions in one column, and with one of them from column to column; 1 = both come
out verbatim (white space made even), 0 = they do not:

=================================  ============  ========  =======  ==========  =======  ========
variant                            pdftotext     pdftotext  pdfium  mupdf 1.21  pymupdf  pdfinfo
                                   -raw 22.12    22.12             txt          2.0      -struct-text
=================================  ============  ========  =======  ==========  =======  ========
hyphen as it is                    0             0 (a)     0        0           0        0
hyphen as U+00AD                   0             0         0        0           0        1
ActualText on both parts, "" last  0 (b)         0 (b)     0 (c)    0 (d)       0        0
ActualText over both at once       0             0         0        0 (d)       0        0
ActualText U+000B on the last      0 (b)         0 (b)     0 (b)    0 (d)       0        0
the sign carries the rest (this)   1             1         1        1           1        1
=================================  ============  ========  =======  ==========  =======  ========

(a) 1 in one column, where it joins every hyphen at a line end, true ones too; (b) the comma after the word is set off
by white space; (c) pdfium ignores an empty ActualText; (d) mupdf 1.21 knows no ActualText. mupdf 1.21 takes at most
eight characters from one code, so longer rests are spread over the glyphs before the sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from exporter.backends.pdf.fonts import share_clusters
from exporter.page import GlyphRun, Text

CHARACTERS_A_CODE = 8
INITIAL = 1.5  # times the size of the text: from here on a letter that begins a paragraph is a drop cap
INITIAL_LETTERS = 3  # a quotation mark, a letter, an apostrophe
Carried = dict[int, tuple[tuple[str, ...], ...]]  # by index of the item: the characters of each glyph, run by run


def carry_divided_words(items: Sequence[Text]) -> Carried:
    """Return the characters of the items that hold parts of divided words; `items` are in reading order."""
    carried = _carry_initials(items)
    index = 0
    for part in (place for place, item in enumerate(items) if item.replaces is not None):
        if part < index:
            continue  # done together with the part before it
        index = tail = _end_of_head(items, part)
        while index < len(items) and items[index].replaces == "" and items[index].block == items[part].block:
            carried[index] = tuple((" ",) * len(run.glyphs) for _, run in items[index].runs)
            index += 1
        if part < tail:
            glued = _take_glued(items, index, carried) if tail < index else ""
            _carry_head(items, part, tail, (items[part].replaces or "") + glued, carried)
    return carried


def _carry_initials(items: Sequence[Text]) -> Carried:
    """Return the characters of drop caps and of the words they begin: the large letter carries the whole word.

    Readers put what stands on other baselines on other lines, and so would part ``S`` from ``ir``.
    """
    carried: Carried = {}
    for index, (initial, rest) in enumerate(pairwise(items)):
        if initial.size < INITIAL * rest.size or initial.block != rest.block or initial.y < rest.y + rest.size:
            continue
        letters = [text for _, run in initial.runs for text in run.texts]
        words = [share_clusters(run.texts) for _, run in rest.runs]
        begins = index == 0 or items[index - 1].block != initial.block
        if not begins or len(letters) > INITIAL_LETTERS or rest.replaces is not None:
            continue
        own = list(takewhile(lambda texts: not "".join(texts).isspace(), words))
        whole = "".join(letters) + "".join("".join(texts) for texts in own)
        shares = iter(share_word(whole, letters))
        carried[index] = tuple(tuple(next(shares) for _ in run.texts) for _, run in initial.runs)
        carried[index + 1] = (*((" ",) * len(texts) for texts in own), *words[len(own) :])
    return carried


def _end_of_head(items: Sequence[Text], head: int) -> int:
    """Return the index behind the items that hold the first part of the word, in as many faces as it has."""
    index = head
    while index < len(items) and items[index].replaces and _same_line(items[index], items[head]):
        index += 1
    return index


def _same_line(item: Text, first: Text) -> bool:
    return item.replaces == first.replaces and item.block == first.block and abs(item.y - first.y) < first.size


def _carry_head(items: Sequence[Text], head: int, tail: int, word: str, carried: Carried) -> None:
    own = [text for item in items[head:tail] for _, run in item.runs for text in _as_read(item, run.texts)]
    shares = iter(share_word(word, own))
    for index in range(head, tail):
        item = items[index]
        carried[index] = tuple(_as_read(item, tuple(next(shares) for _ in run.texts)) for _, run in item.runs)


def _as_read(item: Text, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of glyphs that stand from left to right as they are read, or the other way round."""
    return texts[::-1] if item.rtl else texts


def share_word(word: str, own: Sequence[str]) -> list[str]:
    """Return what each glyph carries of the word: its own characters, the last glyphs the rest, eight at most each."""
    shares: list[str] = []
    position = 0
    for index, text in enumerate(own[:-1]):
        later = len(own) - 1 - index
        size = max(len(text), len(word) - position - CHARACTERS_A_CODE * later)
        shares.append(word[position : position + min(size, CHARACTERS_A_CODE)])
        position += len(shares[-1])
    return [*shares, word[position:]]


def _take_glued(items: Sequence[Text], index: int, carried: Carried) -> str:
    """Return the punctuation set in another face right behind the divided word, which goes to the sign as well."""
    if index >= len(items) or items[index].replaces is not None or items[index].block != items[index - 1].block:
        return ""
    runs = [run for _, run in items[index].runs]
    glued = list(takewhile(_is_punctuation, runs))
    if glued:
        kept = runs[len(glued) :]
        carried[index] = (*((" ",) * len(run.texts) for run in glued), *(share_clusters(run.texts) for run in kept))
    return "".join("".join(run.texts) for run in glued)


def _is_punctuation(run: GlyphRun) -> bool:
    text = "".join(run.texts)
    return bool(text) and not text.isspace() and not any(character.isalnum() for character in text)
