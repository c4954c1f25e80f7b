"""The story beside what a file shows. The recipe is `judge`."""

from __future__ import annotations

from exporter.preflight.compare.attached import alternatives, links, marks, notes, swapped
from exporter.preflight.compare.bench import Bench
from exporter.preflight.compare.difference import Difference
from exporter.preflight.compare.shown import Reading
from exporter.preflight.compare.verdict import Verdict
from exporter.preflight.compare.wanted import Wanted


def judge(wanted: Wanted, reading: Reading) -> tuple[Difference, ...]:
    """Return what differs, passages first, in the order of the story."""
    bench = Bench(wanted, reading)
    bench.pair()
    if reading.in_lines:  # a line is a part of a paragraph before it is anything else
        bench.join()
    bench.cut()
    bench.join()
    words = tuple(Verdict(bench).tell())
    return (*words, *links(bench), *notes(bench), *marks(bench), *swapped(bench), *alternatives(bench))
