"""Tables: whatever stands in a cell is printed; where a table is too narrow in its column it goes across."""

from __future__ import annotations

import pytest
from makeup_stories import long_story, made, paragraphs, picture, story, texts, words

from exporter.env import fixed_env
from exporter.model import (
    Aside,
    Block,
    Break,
    Cell,
    Code,
    Crosshead,
    Embed,
    Figure,
    List,
    Paragraph,
    Photo,
    QuestionAnswer,
    Quote,
    Rule,
    Table,
    rich,
)  # fmt: skip
from exporter.page import Image


def said(word: str) -> Paragraph:
    return Paragraph(text=rich(word))


INSIDE: dict[str, Block] = {
    "paragraphs": Paragraph(text=rich("alpha")),
    "code": Code(text="for boat in\n    boats: beta"),
    "crosshead": Crosshead(text=rich("gamma")),
    "list": List(items=((said("delta"),), (said("epsilon"),)), ordered=True),
    "quote": Quote(blocks=(said("zeta"),), attribution=rich("eta")),
    "pull quote": Quote(blocks=(said("theta"),), attribution=rich("iota"), pull=True),
    "box": Aside(title=rich("kappa"), blocks=(said("lambda"),)),
    "exchange": QuestionAnswer(question=rich("mu"), answer=(said("nu"),)),
    "embed": Embed(url="https://example.org/x", title="xi", provider="omicron", blocks=(said("pi"),)),
    "table": Table(rows=((Cell((said("rho"),)), Cell((said("sigma"),))),), caption=rich("tau"), source=rich("upsilon")),
    "rule": Rule(),
    "page turn": Break(to="page"),
}


@pytest.mark.parametrize("style", ["newspaper", "magazine", "clipping"])
@pytest.mark.parametrize("kind", INSIDE)
def test_what_stands_in_a_cell_is_printed(kind: str, style: str) -> None:
    block = INSIDE[kind]
    rows = ((Cell((said("first"), block, said("last"))), Cell((said("beside"),))),)
    pages = made(story([*paragraphs(4), Table(rows=rows), *paragraphs(4, 4)]), style=style)
    printed = " ".join(words(pages).values())
    for word in ("first", "last", "beside", *(names(block))):
        assert word in printed


def names(block: Block) -> list[str]:
    greek = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon"
    return [word for word in greek.split() if f"'{word}" in repr(block) or f" {word}'" in repr(block)]


def test_a_photo_stands_in_its_cell() -> None:
    photo = Photo(id="p9", src="photo.jpg", alt="Cranes", caption=rich("In a cell"))
    table = Table(rows=((Cell((Figure(photos=("p9",)),)), Cell((said("beside"),))),))
    env = fixed_env({"photo.jpg": picture()})
    pages = made(story([*paragraphs(6), table, *paragraphs(4, 6)], photos=(photo,)), env=env)
    (shown,) = [item for page in pages for item in page.items if isinstance(item, Image)]
    assert shown.width < 80
    assert "In a cell" in words(pages)["p9-caption"]


def test_a_table_without_rows_keeps_caption_and_source() -> None:
    pages = made(story([*paragraphs(2), Table(rows=(), caption=rich("Nothing yet"), source=rich("The office"))]))
    printed = words(pages).values()
    assert "Nothing yet" in printed
    assert "The office" in printed


def test_a_table_whose_rows_would_wrap_again_and_again_goes_across_the_page() -> None:
    names = ("Candidate number", "Town of residence", "Votes counted", "Share of them")
    rows = tuple(tuple(Cell((said(f"{name} {row}"),)) for name in names) for row in range(8))
    pages = made(long_story(12), story([*paragraphs(6), Table(rows=rows, id="t1"), *paragraphs(6, 6)], id="wide"))
    cells = [
        item
        for page in pages
        for item in texts(page)
        if "residence" in "".join(t for _, r in item.runs for t in r.texts)
    ]
    assert len({round(item.y) for item in cells}) == len(cells)
    reach = [
        item.x for page in pages for item in texts(page) if "Share" in "".join(t for _, r in item.runs for t in r.texts)
    ]
    assert min(reach) > 300
