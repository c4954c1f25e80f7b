"""Notes: at the foot of the column of their call, below a rule, the rest of one too long at the next foot."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pytest
from makeup_stories import edition, made, paragraphs, photo, story, texts, words

from exporter.model import Article, Block, Footnote, Paragraph, Run, Table, rich, text_of
from exporter.model.blocks import Cell
from exporter.page import Line, Page, Text
from exporter.style.load import load_style
from exporter.style.model import PageStyle

LOOKS = ["newspaper", "magazine", "clipping"]


def call(number: int) -> Paragraph:
    return Paragraph(text=(Run("The tender names a sum"), Run(str(number), ("superscript",), note=f"n{number}"),
                           Run(" that nobody had expected to read in it, and it names it twice.")))  # fmt: skip


def with_notes(count: int, *at: int, length: int = 1, **fields: object) -> Article:
    """Return a story of so many paragraphs that calls a note before each of the paragraphs `at`."""
    body: list[Block] = paragraphs(count)
    for number, place in enumerate(sorted(at, reverse=True), 1):
        body.insert(place, call(len(at) + 1 - number))
    text = "The accounts of the year before say otherwise, and so do the minutes. " * length
    notes = tuple(
        Footnote(id=f"n{n}", label=str(n), blocks=(Paragraph(id=f"n{n}p", text=rich(f"{text}End of note {n}.")),))
        for n in range(1, len(at) + 1)
    )
    return story(body, notes=notes, **fields)


@lru_cache
def sheet_of(style: str) -> PageStyle:
    return load_style(style).page


def column(item: Text, style: str) -> int:
    sheet = sheet_of(style)
    return int((item.x + 3 - sheet.left) // (sheet.column_width + sheet.gutter))


def note_lines(page: Page, number: int) -> list[Text]:
    return [item for item in page.items if isinstance(item, Text) and item.block == f"n{number}p"]


def calls(page: Page, number: int) -> list[Text]:
    small = load_style("newspaper").text["body"].size * 0.7
    return [item for item in texts(page) if item.size < small and "".join(item.runs[0][1].texts) == str(number)]


@pytest.mark.parametrize("style", LOOKS)
@pytest.mark.parametrize("at", [1, 5, 9, 13])
def test_a_note_stands_below_all_text_of_the_column_of_its_call(style: str, at: int) -> None:
    pages = made(with_notes(16, at, photos=(photo(),)), style=style)
    (page,) = [page for page in pages if note_lines(page, 1)]
    note = note_lines(page, 1)
    first = min(item.y for item in note)
    here = column(note[0], style)
    body = [item for item in texts(page) if column(item, style) == here]
    assert max(item.y for item in body) < first - load_style(style).grid * 0.9
    assert [item for item in calls(page, 1) if column(item, style) == here] or style != "newspaper"
    rules = [
        item for item in page.items if isinstance(item, Line) and item.width == 0.4 and round(item.x2 - item.x) == 40
    ]
    assert [rule for rule in rules if max(item.y for item in body) < rule.y < first]


@pytest.mark.parametrize("at", [6, 8, 11])
def test_columns_with_and_without_notes_end_on_one_line(at: int) -> None:
    pages = made(with_notes(16, at, at + 3))
    last = pages[-1]
    feet: dict[int, float] = {}
    for item in last.items:
        if isinstance(item, Text) and item.block and item.y > 200:
            feet[column(item, "newspaper")] = max(item.y, feet.get(column(item, "newspaper"), 0.0))
    assert max(feet.values()) - min(feet.values()) <= load_style("newspaper").grid + 0.1


def test_a_note_that_has_no_room_runs_over_to_the_next_foot() -> None:
    pages = made(with_notes(60, 37, length=30))
    lines = [(page.number, column(item, "newspaper"), item.y) for page in pages for item in note_lines(page, 1)]
    assert len({place[:2] for place in lines}) > 1
    assert words(pages)["n1p"].endswith("End of note 1.")
    for above, below in pairwise(sorted(lines)):
        assert above[:2] != below[:2] or below[2] - above[2] < load_style("newspaper").grid


@pytest.mark.parametrize("style", LOOKS)
@pytest.mark.parametrize("count", [6, 14, 30])
def test_every_note_is_printed_once_wherever_it_is_called(style: str, count: int) -> None:
    article = with_notes(count, 0, 2, 3, count - 1, length=3)
    printed = words(made(article, style=style))
    for note in edition(article).articles[0].notes:
        assert isinstance(note.blocks[0], Paragraph)
        assert printed[note.blocks[0].id] == " ".join(text_of(note.blocks[0].text).split())


def test_a_note_called_in_a_table_or_in_the_head_or_twice_is_printed_once() -> None:
    head = ("Year", "Crowns for the harbour", "Crowns for the mole", "Change in per cent", "Remark")
    row = (*(str(number) for number in range(4)), "provisional")
    cells = tuple(tuple(Cell(blocks=(Paragraph(text=rich(text)),)) for text in line) for line in (head, row))
    cells = (cells[0], (*cells[1][:4], Cell(blocks=(call(2),))))
    body: list[Block] = [*paragraphs(6), call(1), Table(rows=cells, head_rows=1), call(1), *paragraphs(6, 6)]
    notes = tuple(
        Footnote(id=f"n{n}", label=str(n), blocks=(Paragraph(id=f"n{n}p", text=rich(f"Note {n}.")),)) for n in (1, 2, 3)
    )
    article = story(body, notes=notes, deck=(Run("A deck"), Run("3", (), note="n3")))
    printed = words(made(article))
    assert [printed[f"n{n}p"] for n in (1, 2, 3)] == ["Note 1.", "Note 2.", "Note 3."]


def test_a_story_that_ends_with_its_last_call_prints_the_note_below() -> None:
    for count in range(3, 20):
        pages = made(with_notes(count, count, length=2))
        assert words(pages)["n1p"].endswith("End of note 1.")
