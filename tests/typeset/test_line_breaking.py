"""Line breaking: the whole paragraph at once, nothing lost, nothing over the edge."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from setting import BODY, NEWS, STYLE, measurer, set_text, shown, told, word_of

from exporter.typeset.breaking import Measure, break_lines, spread
from exporter.typeset.paragraph import choose_by_count, prepare, set_choice, set_paragraph
from exporter.typeset.setting import Copy, Setting
from exporter.typeset.words import Span

HANGING = ",.-;:”"
WORDS = st.lists(
    st.one_of(
        st.sampled_from(NEWS.split()),
        st.text("abcdefghijklmnopqrstuvwxyzäöüßéčžABCDEFGH", min_size=1, max_size=30),
        st.sampled_from(
            ["—", "–", "9/11", "https://example.org/a/very/long/address/without/any/space", "(so)", "x-y-z"]
        ),
    ),
    min_size=1,
    max_size=60,
)


@pytest.mark.parametrize("width", [117.0, 160.6, 248.0])
def test_every_full_line_is_as_wide_as_the_measure(width: float) -> None:
    for line in set_text(NEWS, width)[:-1]:
        assert line.width == pytest.approx(width, abs=0.05)
        assert not line.overfull


@given(words=WORDS, width=st.floats(60, 300), indent=st.sampled_from([0.0, 9.0]))
@example(words=["the", "since", "since"], width=61.125, indent=9.0)  # the indent was counted as letters that give
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost_added_or_moved_and_no_line_runs_over(words: list[str], width: float, indent: float) -> None:
    text = " ".join(words)
    lines = set_text(text, width, indent=indent)
    assert told(lines) == " ".join(text.split())
    assert not any(line.overfull for line in lines)


def test_the_optimum_is_more_even_than_filling_each_line_in_turn() -> None:
    for width in (117.0, 160.6, 248.0):
        ours = [line.space for line in set_text(NEWS, width)[:-1]]
        assert sum((space - 1) ** 2 for space in ours) < sum((space - 1) ** 2 for space in _filled_in_turn(width))


def _filled_in_turn(width: float) -> list[float]:
    """Return the word spaces of first-fit setting: as many words on each line as fit (no hyphens, no stretching)."""
    tool = measurer()
    space = tool.space(BODY).width * BODY.size / 1000
    spaces, line = [], []
    for text in NEWS.split():
        word = word_of(tool, text, BODY, "en").width * BODY.size / 1000
        if line and sum(line) + word + space * len(line) > width:
            spaces.append((width - sum(line)) / (len(line) - 1) / space)
            line = []
        line.append(word)
    return spaces


def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen() -> None:
    for width in range(80, 260, 7):
        run = longest = 0
        for line in set_text(NEWS, float(width)):
            run = run + 1 if line.divided else 0
            longest = max(longest, run)
        assert longest <= STYLE.limits.hyphens_in_row


def test_the_last_line_but_one_is_not_divided() -> None:
    for length in range(160, len(NEWS), 40):
        assert not any(set_text(NEWS[:length], float(width))[-2].divided for width in range(120, 260, 10))


def test_a_divided_word_is_whole_in_the_text_and_shows_its_hyphen() -> None:
    lines = set_text(NEWS, 160.6)
    divided = [line for line in lines if line.divided]
    assert divided
    assert all(shown(line).rstrip().endswith(("-", "—")) for line in divided)
    assert told(lines) == NEWS


def test_a_caller_gets_a_line_more_or_fewer_where_the_text_can_give_it() -> None:
    tool = measurer()
    copy = prepare((Span(NEWS * 3, BODY, "en"),), tool)
    assert copy is not None
    more = fewer = 0
    for width in range(140, 260, 5):
        setting = Setting(Measure(float(width)), "justify", STYLE.limits)
        best = len(set_paragraph(copy, setting, tool))
        counted = {
            count: set_choice(copy, setting, tool, choice) for count, choice in choose_by_count(copy, setting).items()
        }
        assert all(len(lines) == count for count, lines in counted.items())
        assert all(line.space <= 1.65 for lines in counted.values() for line in lines)
        more, fewer = more + (best + 1 in counted), fewer + (best - 1 in counted)
    assert min(more, fewer) >= 2


def test_one_line_cannot_be_made_into_none() -> None:
    tool = measurer()
    copy = prepare((Span("Only one line.", BODY, "en"),), tool)
    assert copy is not None
    assert list(choose_by_count(copy, Setting(Measure(300.0), "justify", STYLE.limits))) == [1]


def test_first_lines_may_be_narrower_beside_a_drop_cap() -> None:
    lines = set_text(NEWS, 200.0, measure=Measure(200.0, (150.0,) * 3), offsets=(50.0,) * 3)
    for number, line in enumerate(lines[:-1]):
        assert line.width == pytest.approx(200.0, abs=0.05), number
        first = line.items[0]
        assert (first.x > 49) == (number < 3)


def test_light_punctuation_hangs_over_the_edge() -> None:
    lines = set_text(NEWS, 160.6)
    ends = {True: [], False: []}  # type: dict[bool, list[float]]
    for line in lines[:-1]:
        item = [item for item in line.items if hasattr(item, "runs")][-1]
        runs = [pair for pair in item.runs if pair[1].texts != (" ",)]
        x, run = runs[-1]
        width = run.width * item.size / 1000 + len(run.glyphs) * item.tracking
        ends[run.texts[-1] in HANGING].append(item.x + x + width * item.stretch)
    assert ends[True]
    assert max(ends[False]) < min(ends[True])


def test_word_spaces_give_first_then_letters_up_to_the_limit_then_word_spaces_again() -> None:
    limits = STYLE.limits
    small, middle, large = (spread(missing, 20.0, 360.0, 130.0, limits) for missing in (0.5, 3.0, 20.0))
    assert small.tracking == small.scaling == 0
    assert 0 < middle.tracking < limits.tracking
    assert middle.tracking / limits.tracking == pytest.approx(middle.scaling / limits.scaling)
    assert large.tracking == limits.tracking
    assert large.scaling == limits.scaling
    assert large.space > middle.space


def test_a_newline_ends_the_line_and_stretches_nothing() -> None:
    lines = set_text("A short verse\nand its second line", 300.0)
    assert [shown(line).strip() for line in lines] == ["A short verse", "and its second line"]
    assert lines[0].space == 1.0


def test_a_space_that_must_not_break_does_not() -> None:
    for width in range(60, 160, 5):
        assert not any(
            shown(line).rstrip().endswith("No.") for line in set_text("see the rule in No.\u00a07 of it", width)
        )


def test_ragged_text_keeps_its_word_spaces() -> None:
    assert {line.space for line in set_text(NEWS, 160.6, align="left")} == {1.0}


def test_twice_the_words_never_cost_much_more_than_twice_the_time() -> None:
    def of(times: int) -> Copy:
        copy = prepare((Span(NEWS * times, BODY, "en"),), measurer())
        assert copy is not None
        return copy

    def cost(copy: Copy) -> float:
        begin = time.process_time()
        break_lines(copy.rows, Measure(160.6), STYLE.limits, True)
        return time.process_time() - begin

    short, long = of(40), of(80)
    costs = [(cost(short), cost(long)) for _ in range(6)]  # by turns, as the machine has others to serve
    assert min(twice for _, twice in costs) < 2.7 * min(once for once, _ in costs)


@pytest.mark.parametrize("text", ["w" * 60_000, "a-" * 30_000, "、" * 60_000, ("é" + "\u0323" * 3) * 15_000])
def test_text_without_a_space_is_cut_into_lines_and_costs_what_its_length_does(text: str) -> None:
    lines = set_text(text, 117.0)
    assert told(lines).replace(" ", "") == text
    assert not any(line.overfull for line in lines)


def test_a_letter_and_its_marks_stay_together_where_endless_text_is_cut() -> None:
    lines = set_text("e\u0323\u0301" * 400, 117.0)
    assert len(lines) > 3
    assert {shown(line)[0] for line in lines} == {"e"}


def test_text_that_cannot_be_divided_is_set_without_the_attempt_that_prices_every_line() -> None:
    copy = prepare((Span(NEWS, BODY, "en", hyphenate=False),), measurer())
    assert copy is not None
    widths = (100.0, 110.0, 120.0, 130.0)
    allowed = [break_lines(copy.rows, Measure(width), STYLE.limits, True).tolerance for width in widths]
    assert max(allowed) == 12.0, allowed
