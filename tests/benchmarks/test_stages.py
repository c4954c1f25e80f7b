"""The benchmark of the stages: each is met, and together they are the whole."""

from __future__ import annotations

import re
import time
from importlib.util import find_spec

import pytest
import stages


def test_every_stage_of_a_pdf_is_measured_and_all_are_the_sum(capsys: pytest.CaptureFixture[str]) -> None:
    stages.main(1, 1, ("--to", "pdf", *stages.OPTIONS))
    rows = {
        row[0]: (float(row[1]), float(row[2]))
        for row in re.findall(r"\| (.+?) \| ([\d.]+) \| ([\d.]+) \|", capsys.readouterr().out)
    }
    if find_spec("typst"):
        assert rows.pop("typst, the same stories") > (0, 0)
        assert rows.pop("make up and paint or write as a ratio to it") > (0, 0)
    sums = rows.pop("sum")
    assert rows.keys() == {*stages.STAGES, stages.REST}
    assert all(bound > 0 and own > 0 for stage, (bound, own) in rows.items() if "photos" not in stage)  # it fits here
    assert [round(sum(column), 1) for column in zip(*rows.values(), strict=True)] == pytest.approx(sums, abs=0.2)


def test_a_stage_within_another_counts_for_itself_alone() -> None:
    watch = stages.Stopwatch()

    def work(seconds: float) -> None:
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass

    inner = watch.timed("inner", lambda: work(0.02))
    begin = time.process_time()
    watch.timed("outer", lambda: (work(0.01), inner()))()
    whole = time.process_time() - begin
    assert watch.seconds["outer"] + watch.seconds["inner"] == pytest.approx(whole, rel=0.1)
    assert watch.seconds["inner"] > 1.5 * watch.seconds["outer"]
