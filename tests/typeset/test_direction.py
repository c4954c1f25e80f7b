"""Text from right to left, and text without word spaces."""

from __future__ import annotations

import pytest
from setting import BODY, STYLE, measurer, set_text, shown

from exporter.typeset.breaking import Measure
from exporter.typeset.direction import embedding_levels, needs_reordering, visual_order
from exporter.typeset.ideographs import split_ideographs
from exporter.typeset.paragraph import prepare, set_paragraph
from exporter.typeset.setting import Setting
from exporter.typeset.words import Span

HEBREW = "המועצה הצביעה (Port Amber) ביום 12 במרץ"


def test_only_text_that_may_run_from_right_to_left_is_looked_at() -> None:
    assert not needs_reordering("Straße, Кириця, 漢字 — 12.4")
    assert needs_reordering("the word שלום")


def test_numbers_inside_hebrew_run_from_left_to_right() -> None:
    assert embedding_levels("אב 12", True) == (1, 1, 1, 2, 2)


@pytest.mark.parametrize("sign", ["\u0378", "\u05ff", "\u2066", "\u2069", "\ue000", "\U000e0fff"])
def test_a_sign_that_unicode_does_not_know_or_that_isolates_is_no_obstacle(sign: str) -> None:
    assert len(embedding_levels(f"אב{sign}c", True)) == 4


def test_latin_inside_hebrew_keeps_its_order_and_the_line_is_read_from_the_right() -> None:
    words = ["A", "ב", "C", "ד"]
    assert [words[index] for index in visual_order([2, 1, 2, 1])] == ["ד", "C", "ב", "A"]
    assert visual_order([0, 0, 1, 1, 0]) == [0, 1, 3, 2, 4]


def test_a_paragraph_from_right_to_left_begins_at_the_right_end() -> None:
    tool = measurer()
    copy = prepare((Span(HEBREW, BODY, "he"),), tool, rtl=True)
    assert copy is not None
    line = set_paragraph(copy, Setting(Measure(400.0), "justify", STYLE.limits), tool)[0]
    runs = sorted(
        (item.x + x, "".join(run.texts)) for item in line.items if hasattr(item, "runs") for x, run in item.runs
    )
    words = [text for _, text in runs if text.strip()]
    assert words[-1] == "המועצה"[::-1]
    assert words.index("Port") < words.index("Amber")
    last = max(runs)
    assert last[0] < 400.0
    assert min(runs)[0] > 100.0


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("漢字です。", ["漢", "字", "で", "す。"]),
        ("「引用」と", ["「引", "用」", "と"]),
        ("2026年", ["2026", "年"]),
        ("ちょっと", ["ちょっ", "と"]),
        ("Port", ["Port"]),
    ],
)
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(text: str, pieces: list[str]) -> None:
    assert split_ideographs(text) == pieces


def test_japanese_is_broken_between_characters_and_fills_the_measure() -> None:
    text = "市議会は火曜日の夜、北防波堤を再建することを決めた。工事は秋の嵐が来る前に始まる。" * 3
    lines = set_text(text, 120.0, language="ja")
    assert len(lines) > 5
    assert all(line.width == pytest.approx(120.0, abs=0.05) for line in lines[:-1])
    assert "".join(shown(line).strip() for line in lines) == text
