"""What hangs on the words: links, notes that are called, what belongs to which picture and to which quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from exporter.preflight.compare.align import in_order
from exporter.preflight.compare.bench import Bench
from exporter.preflight.compare.difference import Difference, worded
from exporter.preflight.compare.passages import Passage
from exporter.preflight.compare.shown import fold, squeeze
from exporter.wording import Words

_OF_PHOTOS = ("caption", "credit", "catchline")
_ANYWHERE = (*_OF_PHOTOS, "dateline")


def links(bench: Bench) -> Iterator[Difference]:
    """Yield other links than those of the passages that stand in a paragraph."""
    if not bench.reading.carries_links:
        return
    held: dict[int, list[int]] = {place: [] for place, shown in enumerate(bench.shown) if shown.links}
    held |= {place: [] for index, place in bench.found.items() if bench.passages[index].links}
    if not held:
        return
    for index, place in sorted(bench.found.items()):
        if place in held:
            held[place].append(index)
    known = bench.wanted.addresses.union(*(passage.links for passage in bench.passages))
    for place, indices in sorted(held.items()):
        shown, passages = bench.shown[place], [bench.passages[index] for index in indices]
        wanted = [href for passage in passages for href in passage.links]
        paragraphs = (bench.passages[index] for index in indices if index < bench.wanted.notes.stop)
        if any(bench.keys[place] in passage.keys for passage in paragraphs):
            wrong = wanted != list(shown.links)
        else:  # several passages, a part of one or a loose one: their links, and no others than the story has
            missing = place in bench.settled and not set(wanted).issubset(shown.links)
            wrong = missing or not known.issuperset(shown.links)
        if wrong:
            first = next((passage for passage in passages if passage.links), passages[0] if passages else None)
            named = (first.what, first.id) if first else ("", "")
            yield _link(*named, wanted, list(shown.links))


def _link(what: str, id: str, wanted: list[str], shown: list[str]) -> Difference:
    others = set(wanted) != set(shown)  # the same ones in another order are all told
    gone = tuple(Words("-", href) for href in wanted if not others or href not in shown)
    came = tuple(Words("+", href) for href in shown if not others or href not in wanted)
    return Difference("link", what, id, gone + came)


def notes(bench: Bench) -> Iterator[Difference]:
    """Yield notes that the file shows under another call than the story, as far as it tells which call is whose."""
    called: dict[str, set[str]] = {}
    for index, place in bench.found.items():
        wanted, shown = bench.passages[index].calls, bench.shown[place].calls
        if wanted and len(wanted) == len(shown):
            for note, sign in zip(wanted, shown, strict=True):
                called.setdefault(note, set()).add(sign)
    told: set[str] = set()
    for index in bench.wanted.notes:
        passage, place = bench.passages[index], bench.found.get(index, -1)
        signs = called.get(passage.note, set()) - {""}
        sign = bench.shown[place].note if place >= 0 else ""
        if sign and signs and sign not in signs and passage.note not in told:
            told.add(passage.note)
            yield Difference("note", passage.what, passage.id, (Words("=", passage.text),))


def marks(bench: Bench) -> Iterator[Difference]:
    """Yield words that are no longer bold, italic, raised or lowered; a look may have more of them so."""
    if not bench.reading.marks_words:
        return
    for index, place in bench.found.items():
        passage, shown = bench.passages[index], bench.shown[place].marks
        if any(key in bench.keys[place] for key in passage.keys):
            for mark, text in passage.marks.items():
                lost = Counter(squeeze(text).casefold()) - Counter(squeeze(shown.get(mark, "")).casefold())
                if lost:
                    yield Difference("marks", passage.what, passage.id, (Words("-", f"{mark}: {fold(text)}"),))


def alternatives(bench: Bench) -> Iterator[Difference]:
    """Yield pictures with another alternative text than the story gives them."""
    found = [fold(alt) for alt in bench.reading.alts]
    missing = _without(bench.wanted.alts, found)
    texts = {passage.text for passage in bench.wanted.alts} | bench.wanted.stand_ins
    strange = [alt for alt in found if alt not in texts]
    for passage, alt in zip(missing, [*strange, *[""] * len(missing)], strict=False):
        yield Difference("alt", passage.what, passage.id, worded(passage.text, alt))
    for alt in strange[len(missing) :]:
        yield Difference("alt", "alternative text", "", (Words("+", alt),))


def _without(passages: Iterable[Passage], found: list[str]) -> list[Passage]:
    counts = Counter(found)
    missing = []
    for passage in passages:
        if counts[passage.text]:
            counts[passage.text] -= 1
        else:
            missing.append(passage)
    return missing


def swapped(bench: Bench) -> Iterator[Difference]:
    """Yield loose passages that stand where another of their kind belongs: captions, credits, who said a quotation.

    Where they stand on the page is a matter of the look. But pictures, their captions and their credits come in one
    order, and what belongs to the body in that of the story.
    """
    if bench.reading.in_lines:
        return
    kinds: dict[str, dict[str, int]] = {}  # kind → photo or block → the passage
    for index in range(bench.wanted.notes.stop, len(bench.passages)):
        passage = bench.passages[index]
        before, _, kind = passage.what.rpartition(", ")
        alone = all(bench.wanted.loose[key] == [index] for key in passage.keys)
        if alone and index in bench.found and not before.startswith("note"):
            kinds.setdefault(kind, {})[passage.group or passage.id] = index
    if not kinds:
        return
    pictures = _pictures(bench)
    wrong: list[int] = []
    for kind, parts in kinds.items():
        if kind not in _ANYWHERE:
            wrong += _out_of_order(bench, parts, parts)
        elif kind != "dateline":
            wrong += _out_of_order(bench, parts, pictures)
            captions = {photo: bench.found[index] for photo, index in kinds.get("caption", {}).items()}
            wrong += _out_of_order(bench, parts, {photo: captions[photo] for photo in captions.keys() - pictures})
    for index in sorted(wrong):
        passage = bench.passages[index]
        yield Difference("moved", passage.what, passage.id, (Words("=", passage.text),))


def _pictures(bench: Bench) -> dict[str, int]:
    """Return the order of the pictures that their alternative texts tell apart, by photo."""
    places: dict[str, list[int]] = {}
    for place, alt in enumerate(map(fold, bench.reading.alts)):
        places.setdefault(alt, []).append(place)
    once = Counter(passage.text for passage in bench.wanted.alts)
    return {
        passage.group: places[passage.text][0]
        for passage in bench.wanted.alts
        if once[passage.text] == 1 and len(places.get(passage.text, ())) == 1
    }


def _out_of_order(bench: Bench, parts: Mapping[str, int], ranks: Mapping[str, int]) -> list[int]:
    """Return those of the passages that are not shown in the order of the ranks; several may stand at one place."""
    ranked = sorted((ranks[name], bench.found[index], index) for name, index in parts.items() if name in ranks)
    places = {entry: place for place, entry in enumerate(sorted(ranked, key=lambda entry: (entry[1], entry[0])))}
    kept = {place for _, place in in_order([(number, places[entry]) for number, entry in enumerate(ranked)])}
    return [index for entry in ranked if places[entry] not in kept for index in entry[2:]]
