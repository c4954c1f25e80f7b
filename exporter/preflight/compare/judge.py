"""The story beside what a file shows: what is missing, changed, added, doubled or moved. The recipe is `judge`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from exporter.preflight.compare.align import align
from exporter.preflight.compare.pieces import Pieces
from exporter.preflight.compare.shown import CALL, Reading, fold, set_like, squeeze
from exporter.preflight.compare.wanted import Passage, Wanted
from exporter.wording import Words, compare_words, words_of

Kind = Literal["missing", "changed", "added", "doubled", "moved", "link", "alt", "house"]
_ALIKE = 0.4  # share of words in common from which a text shown is taken for a passage that was changed
_HEAD = 3  # letters by which passages are looked up
_SHORT = 3  # words of a cell or the like
_CANDIDATES = 8  # texts with the most words in common, of which the likest is taken
_RARE = 20  # a word in more texts than that says little about which is which
_CALL_SHOWN = "[note]"


class Difference(Struct, frozen=True):
    """One thing that a file says otherwise; `what` and `id` are those of the passage, "" for what the story has not."""

    kind: Kind
    what: str
    id: str
    words: tuple[Words, ...]


def judge(wanted: Wanted, reading: Reading) -> tuple[Difference, ...]:
    """Return what differs, passages first, in the order of the story."""
    bench = _Bench(wanted, reading)
    bench.pair()
    if reading.in_lines:  # a line is a part of a paragraph before it is anything else
        bench.join()
    bench.cut()
    bench.join()
    return tuple(bench.verdict())


class _Bench:
    """Pairs passages with what is shown, in ever looser ways; what is left over at the end is what differs."""

    def __init__(self, wanted: Wanted, reading: Reading) -> None:
        self._wanted, self._reading = wanted, reading
        self._shown = reading.shown
        self._keys = [squeeze(shown.text) for shown in self._shown]
        self._passages = (*wanted.body, *wanted.notes, *wanted.loose)
        body = len(wanted.body)
        self._notes = range(body, body + len(wanted.notes))
        self._found: dict[int, int] = {}  # by place of the passage: the place of what is shown
        self._settled: set[int] = set()  # what is shown and accounted for
        self._doubled: list[Passage] = []
        self._moved: list[int] = []
        self._known = frozenset(map(squeeze, wanted.known))

    def pair(self) -> None:
        """Pair what is the same and in order: the body with the text, the notes with the notes."""
        texts = [place for place, shown in enumerate(self._shown) if shown.zone == "text"]
        notes = [place for place, shown in enumerate(self._shown) if shown.zone == "note"]
        self._pair(range(len(self._wanted.body)), texts)
        self._pair(self._notes, [*notes, *texts])

    def _pair(self, passages: range, places: list[int]) -> None:
        keys = {self._keys[place] for place in places}
        wanted = [next((key for key in self._passages[index].keys if key in keys), "") for index in passages]
        free = [place for place in places if place not in self._settled]
        for index, place in align(wanted, [self._keys[place] for place in free]).items():
            if wanted[index]:
                self._take(passages[index], free[place])

    def _take(self, index: int, place: int) -> None:
        self._found[index] = place
        self._settled.add(place)

    def cut(self) -> None:
        """Account for what is composed of loose passages and of what the story states besides."""
        wanted = self._wanted
        first = len(wanted.body) + len(wanted.notes)
        loose: dict[str, list[int]] = {}
        for index, passage in enumerate(wanted.loose, first):
            for key in passage.keys:
                loose.setdefault(key, []).append(index)
        text = Pieces(self._known | loose.keys())
        furniture = Pieces(self._known | loose.keys() | set(map(squeeze, wanted.repeated)))
        for place, shown in enumerate(self._shown):
            if place in self._settled:
                continue
            apart = shown.zone in ("furniture", "house") or self._reading.in_lines
            pieces = (furniture if apart else text).cut(self._keys[place], counted=apart)
            if pieces is None:
                continue
            self._settled.add(place)
            if shown.zone in ("text", "note"):
                self._count(pieces, loose, place)

    def _count(self, pieces: list[str], loose: dict[str, list[int]], place: int) -> None:
        for piece in pieces:
            waiting = loose.get(piece, [])
            index = next((index for index in waiting if index not in self._found), None)
            if index is not None:
                self._found[index] = place
            elif waiting and piece not in self._known:
                self._doubled.append(self._passages[waiting[0]])

    def join(self) -> None:
        """Account for passages that stand as several paragraphs, or several as one: the words are the same."""
        left = self._left_of_text()
        position = 0
        waiting: dict[str, list[int]] = {}
        for index in self._missing():
            for head in {key[:size] for key in self._passages[index].keys for size in range(1, _HEAD + 1)}:
                waiting.setdefault(head, []).append(index)
        while position < len(left):
            taken = self._join_at(left, position, waiting)
            position += max(1, taken)

    def _join_at(self, left: list[int], position: int, waiting: dict[str, list[int]]) -> int:
        """Return how many of the texts left over make one passage from `position` on; one may make several."""
        key = self._keys[left[position]]
        for index in waiting.get(key[:_HEAD], ()):
            if index in self._found:
                continue
            for whole in self._passages[index].keys:
                if whole.startswith(key) and (count := self._pieces_of(whole, left, position)):
                    for place in left[position : position + count]:
                        self._take(index, place)
                    return count
                if key.startswith(whole) and whole and self._parts_of(key, index, left[position]):
                    return 1
        return 0

    def _pieces_of(self, whole: str, left: list[int], position: int) -> int:
        made = ""
        for count, place in enumerate(left[position:], 1):
            key = self._keys[place]
            if whole.startswith(made + key):
                made += key
            elif key.endswith("-") and whole.startswith(made + key[:-1]):  # a word divided at the end of a line
                made += key[:-1]
            else:
                return 0
            if made == whole:
                return count if count > 1 else 0  # the whole of it stands elsewhere
        return 0

    def _parts_of(self, key: str, index: int, place: int) -> bool:
        made: list[int] = []
        text = ""
        while len(text) < len(key) and index < len(self._passages):
            part = next((form for form in self._passages[index].keys if key.startswith(text + form)), None)
            if part is None or index in self._found:
                return False
            text, index = text + part, index + 1
            made.append(index - 1)
        if text != key or len(made) < 2:
            return False
        for one in made:
            self._take(one, place)
        return True

    def _left(self) -> list[int]:
        return [place for place in range(len(self._shown)) if place not in self._settled]

    def _left_of_text(self) -> list[int]:
        return [place for place in self._left() if self._shown[place].zone in ("text", "note")]

    def _missing(self) -> list[int]:
        return [index for index in range(len(self._passages)) if index not in self._found]

    def verdict(self) -> Iterator[Difference]:
        """Yield what differs."""
        self._settle_moved()
        changed = dict(self._changed()) | dict(self._alone())
        told: set[int] = set()
        for index, passage in enumerate(self._passages):
            if index in self._moved:
                yield Difference("moved", passage.what, passage.id, (Words("=", passage.text),))
            elif index in changed:
                yield self._change(index, changed[index])
            elif index in self._found:
                yield from self._spaced(passage, self._found[index])
            elif index not in told:
                yield Difference("missing", passage.what, passage.id, (Words("-", _spelled(passage.text)),))
            told.add(index)
        for passage in self._doubled:
            yield Difference("doubled", passage.what, passage.id, (Words("+", _spelled(passage.text)),))
        for place in self._left():
            shown = self._shown[place]
            kind: Kind = "house" if shown.zone == "house" else "added"
            yield Difference(kind, "", "", (Words("+", _spelled(fold(shown.text))),))
        yield from self._links()
        yield from self._alternatives()

    def _settle_moved(self) -> None:
        """Find passages at another place, and those that stand there once more. Notes may stand in any order."""
        forms: dict[str, list[int]] = {}
        for index, passage in enumerate(self._passages):
            for key in passage.keys:
                forms.setdefault(key, []).append(index)
        for place in self._left_of_text():
            same = forms.get(self._keys[place], [])
            waiting = [index for index in same if index not in self._found]
            if waiting:
                self._take(waiting[0], place)
                if waiting[0] not in self._notes:
                    self._moved.append(waiting[0])
            elif same:
                self._settled.add(place)
                self._doubled.append(self._passages[same[0]])

    def _changed(self) -> Iterator[tuple[int, int]]:
        """Yield which passage that is missing became which text that is left over, by the words that they share."""
        left = self._left_of_text()
        words = {place: Counter(words_of(self._shown[place].text)) for place in left}
        holders: dict[str, list[int]] = {}
        for place, found in words.items():
            for word in found:
                holders.setdefault(word, []).append(place)
        free = set(left)
        for index in self._missing():
            if index in self._found:  # told together with another part of its photo
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
                self._settled.add(best)
                yield index, best
                self._absorb(index, best)

    def _alone(self) -> Iterator[tuple[int, int]]:
        """Yield a short passage and a short text, with no word in common, that stand between the same neighbours."""
        left = self._left_of_text()
        for index in self._missing():
            before, after = self._found.get(index - 1, -1), self._found.get(index + 1, len(self._shown))
            between = [place for place in left if before < place < after]
            if index - 1 in self._found and len(between) == 1 and self._is_short(index, between[0]):
                self._take(index, between[0])
                yield index, between[0]

    def _is_short(self, index: int, place: int) -> bool:
        return max(len(self._passages[index].text.split()), len(self._shown[place].text.split())) <= _SHORT

    def _whole(self, index: int) -> str:
        """Return the text of the passage, with the other missing parts of its photo or embed around it."""
        passage = self._passages[index]
        if not passage.group:
            return passage.text
        return " ".join(part.text for part in self._passages if part.group == passage.group)

    def _absorb(self, index: int, place: int) -> None:
        """Count the parts of the same photo as told together with this one."""
        self._found[index] = place
        group = self._passages[index].group
        if group:
            for other, passage in enumerate(self._passages):
                if passage.group == group:
                    self._found.setdefault(other, place)

    def _change(self, index: int, place: int) -> Difference:
        passage, whole = self._passages[index], self._whole(index)
        what = (
            "photo, caption" if passage.group and passage.what in ("catchline", "caption", "credit") else passage.what
        )
        shown = set_like(self._shown[place].text, whole)
        return Difference("changed", what, passage.id, _worded(whole, shown))

    def _spaced(self, passage: Passage, place: int) -> Iterator[Difference]:
        """Yield a passage whose letters are all there, but not its spaces or its calls."""
        shown, key = self._shown[place], self._keys[place]
        if key not in passage.keys:  # a part of a line that was cut, or a passage in several parts
            return
        forms = [form for form, own in zip(passage.forms, passage.keys, strict=True) if own == key]
        texts = {set_like(shown.text, form) for form in forms}
        calls = self._reading.marks_calls and min(form.count(CALL) for form in forms) > shown.text.count(CALL)
        if calls or (texts.isdisjoint(forms) and {*map(_bare, texts)}.isdisjoint(map(_bare, forms))):
            yield Difference("changed", passage.what, passage.id, _worded(forms[0], set_like(shown.text, forms[0])))

    def _links(self) -> Iterator[Difference]:
        """Yield other links than those of the passages that stand in a paragraph."""
        if not self._reading.carries_links:
            return
        known = self._wanted.addresses | {href for passage in self._passages for href in passage.links}
        held: dict[int, list[int]] = {}
        for index, place in sorted(self._found.items()):
            held.setdefault(place, []).append(index)
        loose = len(self._passages) - len(self._wanted.loose)
        for place, shown in enumerate(self._shown):
            passages = [self._passages[index] for index in held.get(place, ())]
            wanted = [href for passage in passages for href in passage.links]
            if any(index < loose and self._keys[place] in self._passages[index].keys for index in held.get(place, ())):
                wrong = wanted != list(shown.links)
            else:  # several passages, a part of one or a loose one: their links, and no others than the story has
                missing = place in self._settled and not set(wanted).issubset(shown.links)
                wrong = missing or not known.issuperset(shown.links)
            if wrong:
                first = next((passage for passage in passages if passage.links), passages[0] if passages else None)
                named = (first.what, first.id) if first else ("", "")
                yield _link(*named, wanted, list(shown.links))

    def _alternatives(self) -> Iterator[Difference]:
        found = [fold(alt) for alt in self._reading.alts]
        missing = _without(self._wanted.alts, found)
        texts = {passage.text for passage in self._wanted.alts} | self._wanted.stand_ins
        strange = [alt for alt in found if alt not in texts]
        for passage, alt in zip(missing, [*strange, *[""] * len(missing)], strict=False):
            yield Difference("alt", passage.what, passage.id, _worded(passage.text, alt))
        for alt in strange[len(missing) :]:
            yield Difference("alt", "alternative text", "", (Words("+", alt),))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, from 0 to 1 (Dice)."""
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()))


def _without(passages: Iterable[Passage], found: list[str]) -> list[Passage]:
    counts = Counter(found)
    missing = []
    for passage in passages:
        if counts[passage.text]:
            counts[passage.text] -= 1
        else:
            missing.append(passage)
    return missing


def _link(what: str, id: str, wanted: list[str], shown: list[str]) -> Difference:
    others = set(wanted) != set(shown)  # the same ones in another order are all told
    gone = tuple(Words("-", href) for href in wanted if not others or href not in shown)
    came = tuple(Words("+", href) for href in shown if not others or href not in wanted)
    return Difference("link", what, id, gone + came)


def _worded(wanted: str, shown: str) -> tuple[Words, ...]:
    return compare_words(_spelled(wanted), _spelled(shown))


def _spelled(text: str) -> str:
    return text.replace(CALL, _CALL_SHOWN)


def _bare(text: str) -> str:
    return fold(text.replace(CALL, ""))
