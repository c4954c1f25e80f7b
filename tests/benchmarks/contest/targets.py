"""What this project has set itself: ratios to its peers in the same run, and the memory of many stories."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from contest.contestants import ALL
from contest.results import REFERENCES, Results

COLD = {"pdf": 3.0}
PER_STORY = {"pdf": 0.6, "docx": 0.1, "epub": 0.05}
MEGABYTES = 150.0


class Verdict(Struct, frozen=True):
    """A target, what was found, and whether it is met."""

    target: str
    found: str
    met: bool


def judge(results: Results) -> Iterator[Verdict]:
    """Yield the targets of which the results can tell."""
    for format, peer in REFERENCES.items():
        ours, theirs = results.find(format), results.reference(format)
        if not ours or not theirs:
            continue
        if format in COLD:
            yield _ratio(
                f"{format}, cold", results.cold(ours).seconds, results.cold(theirs).seconds, COLD[format], peer
            )
        ms, of = results.per_story(ours, False), results.per_story(theirs, False)
        for count in sorted(ms.keys() & of.keys())[-1:]:
            yield _ratio(f"{format}, a story of {count} in one file", ms[count], of[count], PER_STORY[format], peer)
    together, rivals = results.find(ALL), [results.reference(format) for format in REFERENCES]
    if together and all(rivals):
        theirs = sum(results.cold(rival).seconds for rival in rivals if rival)
        yield _ratio("all three, cold", results.cold(together).seconds, theirs, 1.0, "pandoc twice and typst")
    if together and (many := results.many(together, apart=True)):
        count = max(results.counts)
        target = f"all three of {count:,} stories in files of their own: at most {MEGABYTES:.0f} MB"
        yield Verdict(target, f"{many.megabytes:.0f} MB", many.megabytes <= MEGABYTES)


def _ratio(what: str, ours: float, theirs: float, most: float, peer: str) -> Verdict:
    return Verdict(f"{what}: at most {most:g} × {peer}", f"{ours / theirs:.2f} ×", ours <= most * theirs)
