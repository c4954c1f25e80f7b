"""The words that a file says otherwise: what is missing, changed, added, doubled or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exporter.preflight.compare.bench import Bench
from exporter.preflight.compare.difference import Difference, Kind, spelled, worded
from exporter.preflight.compare.passages import Passage
from exporter.preflight.compare.shown import CALL, fold, set_like
from exporter.wording import Words, words_of

_ALIKE = 0.4  # share of words in common from which a text shown is taken for a passage that was changed
_SHORT = 3  # words of a cell or the like
_CANDIDATES = 8  # texts with the most words in common, of which the likest is taken
_RARE = 20  # a word in more texts than that says little about which is which


class Verdict:
    """Tells of a bench on which all is paired that can be what differs."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._moved: list[int] = []

    def tell(self) -> Iterator[Difference]:
        """Yield what differs, in the order of the story."""
        bench = self._bench
        self._settle_moved()
        changed = dict(self._changed()) | dict(self._alone())
        for index, passage in enumerate(bench.passages):
            if index in self._moved:
                yield Difference("moved", passage.what, passage.id, (Words("=", passage.text),))
            elif index in changed:
                yield self._change(index, changed[index])
            elif index in bench.found:
                yield from self._spaced(passage, bench.found[index])
            else:
                yield Difference("missing", passage.what, passage.id, (Words("-", spelled(passage.text)),))
        for passage in map(bench.passages.__getitem__, bench.doubled):
            yield Difference("doubled", passage.what, passage.id, (Words("+", spelled(passage.text)),))
        for place in bench.left():
            shown = bench.shown[place]
            kind: Kind = "house" if shown.zone == "house" else "added"
            yield Difference(kind, "", "", (Words("+", spelled(bench.texts[place])),))

    def _settle_moved(self) -> None:
        """Find passages at another place, and those that stand there once more. Notes may stand in any order."""
        bench = self._bench
        forms: dict[str, list[int]] = {}
        for index, passage in enumerate(bench.passages):
            for key in passage.keys:
                forms.setdefault(key, []).append(index)
        for place in bench.left_of_text():
            same = forms.get(bench.keys[place], [])
            waiting = [index for index in same if index not in bench.found]
            if waiting:
                bench.take(waiting[0], place)
                if waiting[0] not in bench.wanted.notes:
                    self._moved.append(waiting[0])
            elif same:
                bench.settled.add(place)
                bench.doubled.append(same[0])

    def _changed(self) -> Iterator[tuple[int, int]]:
        """Yield which passage that is missing became which text that is left over, by the words that they share."""
        bench = self._bench
        left = bench.left_of_text()
        words = {place: Counter(words_of(bench.shown[place].text)) for place in left}
        holders: dict[str, list[int]] = {}
        for place, found in words.items():
            for word in found:
                holders.setdefault(word, []).append(place)
        free = set(left)
        for index in bench.missing():
            if index in bench.found:  # told together with another part of its photo
                continue
            own = Counter(words_of(self._whole(index)))
            common: Counter[int] = Counter()
            for word, times in own.items():
                places = holders.get(word, ())
                if len(places) <= _RARE or len(own) < 4:
                    for place in places:
                        if place in free:
                            common[place] += min(times, words[place][word])
            alike = {place: _likeness(own, words[place]) for place, _ in common.most_common(_CANDIDATES)}
            best = max(alike, key=lambda place: (alike[place], -place), default=-1)
            if alike.get(best, 0.0) > _ALIKE:
                free.discard(best)
                bench.settled.add(best)
                yield index, best
                self._absorb(index, best)

    def _alone(self) -> Iterator[tuple[int, int]]:
        """Yield a short passage and a short text, with no word in common, that stand between the same neighbours."""
        bench = self._bench
        left = bench.left_of_text()
        for index in bench.missing():
            before, after = bench.found.get(index - 1, -1), bench.found.get(index + 1, len(bench.shown))
            between = [place for place in left if before < place < after]
            if index - 1 in bench.found and len(between) == 1 and self._is_short(index, between[0]):
                bench.take(index, between[0])
                yield index, between[0]

    def _is_short(self, index: int, place: int) -> bool:
        return max(len(self._bench.passages[index].text.split()), len(self._bench.shown[place].text.split())) <= _SHORT

    def _whole(self, index: int) -> str:
        """Return the text of the passage, with the other missing parts of its photo or embed around it."""
        bench = self._bench
        passage = bench.passages[index]
        if not passage.group:
            return passage.text
        return " ".join(part.text for part in bench.passages if part.group == passage.group)

    def _absorb(self, index: int, place: int) -> None:
        """Count the parts of the same photo as told together with this one."""
        bench = self._bench
        bench.found[index] = place
        group = bench.passages[index].group
        if group:
            for other, passage in enumerate(bench.passages):
                if passage.group == group:
                    bench.found.setdefault(other, place)

    def _change(self, index: int, place: int) -> Difference:
        passage, whole = self._bench.passages[index], self._whole(index)
        what = (
            "photo, caption" if passage.group and passage.what in ("catchline", "caption", "credit") else passage.what
        )
        shown = set_like(self._bench.shown[place].text, whole)
        return Difference("changed", what, passage.id, worded(whole, shown))

    def _spaced(self, passage: Passage, place: int) -> Iterator[Difference]:
        """Yield a passage whose letters are all there, but not its spaces or its calls."""
        bench = self._bench
        if bench.texts[place] in passage.forms:
            return
        key, shown = bench.keys[place], bench.shown[place].text
        every = (*passage.forms, *passage.signed)
        forms = [form for form, own in zip(every, passage.keys, strict=True) if own == key]
        if not forms:  # a part of a line that was cut, or a passage in several parts
            return
        texts = {set_like(shown, form) for form in forms}
        wanted = min(form.count(CALL) if form in passage.forms else len(passage.calls) for form in forms)
        calls = bench.reading.marks_calls and wanted > shown.count(CALL)
        if calls or (texts.isdisjoint(forms) and {*map(_bare, texts)}.isdisjoint(map(_bare, forms))):
            first = passage.forms[0]
            yield Difference("changed", passage.what, passage.id, worded(first, set_like(shown, first)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, from 0 to 1 (Dice)."""
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()))


def _bare(text: str) -> str:
    return fold(text.replace(CALL, ""))
