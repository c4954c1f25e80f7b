"""Headlines: few lines, large type, broken by sense and balanced; never hyphenated, never wider than the measure.

The rules are the copy desk's (Bleyer, Newspaper Writing and Editing, 1913, p. 307; Harrower, The Newspaper Designer's
Handbook): no line ends on an article, a preposition or a conjunction, a name stays on one line, lines are about equal.
"""

from __future__ import annotations

from bisect import bisect_right

from exporter.style.model import Limits
from exporter.typeset.breaking import Measure
from exporter.typeset.items import BREAK
from exporter.typeset.lines import Line, make_line
from exporter.typeset.setting import Copy, Setting
from exporter.typeset.words import DASHES, Measurer

WEAK_END = 0.3  # cost of a line that ends on a word which leans on the next; raggedness of 55 % costs as much
DASH_FIRST = 0.6  # cost of a line that begins with a dash
SPLIT_NAME = 0.05
# Japanese and Chinese, where a line may end between any two signs: after a pause; after a phrase, whose last sign is a
# syllable before an ideograph or a foreign word; inside a word.
PAUSES = "、。，！？：；」』）・"
PHRASE_END = 0.04
SPLIT_WORD = 0.25
WEAK = {
    "en": "a an the of in on at to for from by with and or but nor as over into after before than that its his her "
    "their our your my is are was were be will would can could may no not",
    "de": "der die das den dem des ein eine einen einem einer und oder aber von vom zu zum zur in im am an auf aus bei "
    "mit nach für gegen über unter um vor als wie ihr ihre sein seine kein keine nicht",
    "fr": "le la les un une des du de d l à au aux en dans sur pour par avec et ou mais ne pas son sa ses",
    "es": "el la los las un una de del a al en con por para y o pero no su sus que",
    "it": "il lo la i gli le un una di del della a al alla da in nel con su per e o ma non che",
    "el": "ο η το οι τα του της των τον την τη στο στη στην στον στα στις στους σε με για από και ή να θα δεν μη ένα",
    "uk": "в у на з із зі до від для за і й та або але не що як по при про під над без",
    "ru": "в на с со к ко от до для за и или но не что как по при о об из без",
}
WEAK_WORDS = {language: frozenset(words.split()) for language, words in WEAK.items()}


def set_display(
    copy: Copy, width: float, max_lines: int, measurer: Measurer, language: str, limits: Limits
) -> tuple[Line, ...] | None:
    """Return the text in the fewest lines it fits, balanced and broken by sense; None when `max_lines` are too few."""
    rows = copy.rows
    ends = [row for row in range(1, len(rows)) if rows[row].division < 0]
    weak = WEAK_WORDS.get(language.split("-")[0], frozenset())
    costs = {row: _cost(copy, rows[row].atom, weak) for row in ends}
    setting = Setting(Measure(width), "left", limits, language=language)
    for count in range(1, max_lines + 1):
        path = _balance(copy, ends, costs, width, count)
        if path is not None:
            starts = (0, *path[:-1])
            return tuple(
                make_line(copy, start, end, 0.0, width, setting, measurer)
                for start, end in zip(starts, path, strict=True)
            )
    return None


def _cost(copy: Copy, index: int, weak: frozenset[str]) -> float:
    if index + 1 >= len(copy.atoms):
        return 0.0
    word, following = copy.atoms[index].word.text, copy.atoms[index + 1].word.text
    if following in DASHES:
        return DASH_FIRST
    if copy.atoms[index].after == BREAK and word[-1] not in PAUSES:
        return PHRASE_END if _is_kana(word[-1]) and not _is_kana(following[0]) else SPLIT_WORD
    if word.lower().strip("‘’“”'\"") in weak:
        return WEAK_END
    inside_name = word[:1].isupper() and following[:1].isupper() and index > 0 and word[-1].isalnum()
    return SPLIT_NAME if inside_name else 0.0


def _is_kana(sign: str) -> bool:
    """Return True for a Japanese syllable of the kind that ends words and phrases."""
    return "\u3040" <= sign <= "\u309f"


def _balance(copy: Copy, ends: list[int], costs: dict[int, float], width: float, count: int) -> tuple[int, ...] | None:
    """Return the line ends of the best division into exactly `count` lines that all fit."""
    rows = copy.rows
    last = ends[-1]
    ideal = (rows[last].width - rows[0].next_width) / count
    states: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number in range(1, count + 1):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (total, path) in states.items():
            begin = rows[start].next_width
            for end in ends[bisect_right(ends, start) :]:
                natural = rows[end].width - begin
                if natural > width:
                    break
                if (number == count) == (end == last):
                    cost = total + ((natural - ideal) / max(ideal, 1.0)) ** 2 + costs[end]
                    if end not in following or cost < following[end][0]:
                        following[end] = (cost, (*path, end))
                if rows[end].forced:
                    break
        states = following
    return states[last][1] if last in states else None
