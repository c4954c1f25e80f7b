"""Passages beside what a file shows: which is which, in ever looser ways. What is left over at the end differs."""

from __future__ import annotations

from exporter.preflight.compare.align import align
from exporter.preflight.compare.shown import LINE, Reading, close_up, fold
from exporter.preflight.compare.wanted import Wanted

_HEAD = 3  # letters by which passages are looked up


class Bench:
    """Pairs passages with what is shown.

    `found` says by the place of a passage where it is shown, `settled` what is shown and accounted for, `doubled` which
    passages stand there once more.
    """

    def __init__(self, wanted: Wanted, reading: Reading) -> None:
        self.wanted, self.reading = wanted, reading
        self.passages, self.shown = wanted.passages, reading.shown
        self.texts = [fold(shown.text) for shown in self.shown]
        self.keys = [close_up(text) for text in self.texts]
        self.found: dict[int, int] = {}
        self.settled: set[int] = set()
        self.doubled: list[int] = []

    def pair(self) -> None:
        """Pair what is the same and in order: the body with the text, the notes with the notes."""
        texts = [place for place, shown in enumerate(self.shown) if shown.zone == "text"]
        notes = [place for place, shown in enumerate(self.shown) if shown.zone == "note"]
        self._pair(self.wanted.body, texts)
        self._pair(self.wanted.notes, [*notes, *texts])

    def _pair(self, passages: range, places: list[int]) -> None:
        keys = {self.keys[place] for place in places}
        wanted = [next((key for key in self.passages[index].keys if key in keys), "") for index in passages]
        free = [place for place in places if place not in self.settled]
        for index, place in align(wanted, [self.keys[place] for place in free]).items():
            if wanted[index]:
                self.take(passages[index], free[place])

    def take(self, index: int, place: int) -> None:
        """Settle where the passage is shown."""
        self.found[index] = place
        self.settled.add(place)

    def cut(self) -> None:
        """Account for what is composed of loose passages and of what the story states besides."""
        wanted = self.wanted
        for place in self.left():
            shown = self.shown[place]
            apart = shown.zone in ("furniture", "house") or self.reading.in_lines
            pieces = (wanted.furniture if apart else wanted.pieces).cut(self.keys[place], counted=apart)
            if pieces is None and LINE in shown.text and shown.zone == "furniture":
                self._cut_lines(place)
            elif pieces is not None:
                self.settled.add(place)
                if shown.zone in ("text", "note"):
                    self._count(pieces, place)

    def _cut_lines(self, place: int) -> None:
        """Account for furniture line by line; what is said of it are the lines that are left over."""
        lines = [fold(line) for line in self.shown[place].text.split(LINE)]
        left = [line for line in lines if self.wanted.furniture.cut(close_up(line), counted=True) is None]
        self.texts[place] = " ".join(left)
        if not left:
            self.settled.add(place)

    def _count(self, pieces: list[str], place: int) -> None:
        for piece in pieces:
            waiting = self.wanted.loose.get(piece, [])
            index = next((index for index in waiting if index not in self.found), None)
            if index is not None:
                self.found[index] = place
            elif waiting and piece not in self.wanted.known:
                self.doubled.append(waiting[0])

    def join(self) -> None:
        """Account for passages that stand as several paragraphs, or several as one: the words are the same."""
        left = self.left_of_text()
        if not left:
            return
        position = 0
        waiting: dict[str, list[int]] = {}
        for index in self.missing():
            for head in {key[:size] for key in self.passages[index].keys for size in range(1, _HEAD + 1)}:
                waiting.setdefault(head, []).append(index)
        while position < len(left):
            taken = self._join_at(left, position, waiting)
            position += max(1, taken)

    def _join_at(self, left: list[int], position: int, waiting: dict[str, list[int]]) -> int:
        """Return how many of the texts left over make one passage from `position` on; one may make several."""
        key = self.keys[left[position]]
        for index in waiting.get(key[:_HEAD], ()):
            if index in self.found:
                continue
            for whole in self.passages[index].keys:
                if whole.startswith(key) and (count := self._pieces_of(whole, left, position)):
                    for place in left[position : position + count]:
                        self.take(index, place)
                    return count
                if key.startswith(whole) and whole and self._parts_of(key, index, left[position]):
                    return 1
        return 0

    def _pieces_of(self, whole: str, left: list[int], position: int) -> int:
        made = ""
        for count, place in enumerate(left[position:], 1):
            key = self.keys[place]
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
        while len(text) < len(key) and index < len(self.passages):
            part = next((form for form in self.passages[index].keys if key.startswith(text + form)), None)
            if part is None or index in self.found:
                return False
            text, index = text + part, index + 1
            made.append(index - 1)
        if text != key or len(made) < 2:
            return False
        for one in made:
            self.take(one, place)
        return True

    def left(self) -> list[int]:
        """Return the places of what is shown and accounts for nothing."""
        return [place for place in range(len(self.shown)) if place not in self.settled]

    def left_of_text(self) -> list[int]:
        """Return those of it that are no furniture."""
        return [place for place in self.left() if self.shown[place].zone in ("text", "note")]

    def missing(self) -> list[int]:
        """Return the passages that are not found."""
        return [index for index in range(len(self.passages)) if index not in self.found]
