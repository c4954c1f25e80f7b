"""A credit that ends a caption is the photo's credit; other words in brackets or behind a stroke are not."""

import pytest
from copied import article_of

from exporter.model import text_of
from exporter.readers.credits import is_credit, split_caption


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The quay on Friday. Photo: Jo Mercer", "The quay on Friday.", "Photo: Jo Mercer"),
        ("Der Kai am Freitag (Foto: Jo Mercer)", "Der Kai am Freitag", "Foto: Jo Mercer"),
        ("The quay. Photograph: T. Reyes/The Observer", "The quay.", "Photograph: T. Reyes/The Observer"),
        ("El muelle, el viernes. / PABLO ORTUÑO", "El muelle, el viernes.", "PABLO ORTUÑO"),
        ("The quay (AP Photo/Jane Doe)", "The quay", "AP Photo/Jane Doe"),
        ("岬の食堂（撮影・森下葵）", "岬の食堂", "撮影・森下葵"),
        ("港を出る水先船。写真＝山田太郎", "港を出る水先船。", "写真＝山田太郎"),
        ("The quay (left) and the mole (right)", "The quay (left) and the mole (right)", ""),
        ("He wrote: Photo books sell. Image matters", "He wrote: Photo books sell. Image matters", ""),
        ("Summer / winter", "Summer / winter", ""),
    ],
)
def test_a_credit_that_ends_a_caption_is_parted_from_it(text: str, caption: str, credit: str) -> None:
    assert split_caption(text) == (caption, credit)


@pytest.mark.parametrize("text", ["FOTO: INKA PETERSEN", "LENA ORTH/THE LEDGER", "تصوير: كريم نصر", "Photo by Ann Lee"])
def test_a_line_of_its_own_can_be_a_credit(text: str) -> None:
    assert is_credit(text)


@pytest.mark.parametrize("text", ["Photos are sold out.", "Imagination", "AND/OR 2026", "Foto"])
def test_other_lines_are_no_credits(text: str) -> None:
    assert not is_credit(text)


def test_markdown_and_web_pages_part_it_too() -> None:
    (one,) = article_of('# Head\n\nText.\n\n![Alt](a.jpg "The *quay*. Photo: Jo Mercer")\n', "s.md").photos
    page = "<html><body><article><h1>Head</h1><p>Text.</p><figure><img src='a.jpg' alt='A'>"
    page += "<figcaption>The quay. Photo: Jo Mercer</figcaption></figure></article></body></html>"
    (two,) = article_of(page, "s.html").photos
    assert [(text_of(photo.caption), photo.credit) for photo in (one, two)] == [("The quay.", "Photo: Jo Mercer")] * 2
