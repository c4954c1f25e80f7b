"""Pages as text: a line for each item, to a tenth of a point."""

from exporter.backends import dump
from exporter.env import fixed_env
from exporter.model import Article, edition_of
from exporter.page import Box, GlyphRun, Image, Item, Line, Link, Mark, Page, Text
from exporter.report import Report
from exporter.style.load import load_style

WORD = GlyphRun((1, 2), (500.0, 500.0), (), ("H", "i"), 1000.0)
SPACE = GlyphRun((3,), (250.0,), (), (" ",), 250.0)


def dumped(*items: Item) -> list[str]:
    page = Page(1, "A1", 595.276, 841.89, items)
    text = dump.write((page,), edition_of(Article()), load_style("base"), fixed_env(), Report())
    return text.decode().splitlines()


def text(**changes: object) -> Text:
    fields: dict[str, object] = {"x": 10.04, "y": 20.06, "font": "stix/Stix-Bold.ttf", "size": 9.0}
    fields["runs"] = ((0.0, WORD), (9.0, SPACE), (11.25, WORD))
    return Text(**fields | changes)  # type: ignore[arg-type]


def test_a_page_is_named_with_its_size() -> None:
    assert dumped() == ["page 1 'A1' 595.3 x 841.9"]


def test_text_shows_where_and_how_it_stands_what_it_says_and_whose_it_is() -> None:
    assert dumped(text(block="a1-b1"))[1] == '  text    10.0   20.1 Stix-Bold 9.0 "Hi Hi" [a1-b1]'


def test_what_is_unusual_about_text_is_shown() -> None:
    line = dumped(text(stretch=1.02, tracking=0.1, color=(1, 0, 0), language="fr", replaces="Hide", marks=("strike",)))[
        1
    ]
    assert line.endswith('"Hi Hi" stretch 1.020 tracking 0.10 #ff0000 language fr reads "Hide" strike')


def test_every_kind_of_item_has_its_line() -> None:
    lines = dumped(
        Mark(1, 2, "a1", "Harbour", 1),
        Link(1, 2, 3, 4, "https://example.org/", text="a site", block="b"),
        Link(1, 2, 3, 4, target="n1"),
        Line(0, 1, 2, 1),
        Image(5, 6, 70, 80, "sea.jpg", "Waves", (0, 0.1, 1, 0.9), True, "p1"),
        Box(1, 2, 3, 4, fill=(1, 1, 1), stroke=(0, 0, 0)),
    )
    assert lines[1:] == [
        "  box      1.0    2.0 3.0 x 4.0 fill #ffffff stroke #000000 width 0.5",
        '  image    5.0    6.0 70.0 x 80.0 sea.jpg crop 0.000,0.100,1.000,0.900 grey alt "Waves" [p1]',
        "  line     0.0    1.0 to    2.0    1.0 width 0.5",
        '  link     1.0    2.0 3.0 x 4.0 https://example.org/ "a site" [b]',
        "  link     1.0    2.0 3.0 x 4.0 to [n1]",
        '  mark     1.0    2.0 level 1 "Harbour" [a1]',
    ]


def test_items_of_a_kind_stay_in_the_order_in_which_they_were_placed() -> None:
    lines = dumped(text(y=50.0), Box(0, 0, 1, 1), text(y=10.0))
    assert [line.split()[2] for line in lines[1:]] == ["0.0", "50.0", "10.0"]


def test_text_cannot_break_the_line_or_steer_a_terminal() -> None:
    odd = GlyphRun((1,), (1.0,), (), ('a"\n\x1b[31m',), 1.0)
    assert dumped(text(runs=((0.0, odd),)))[1].endswith('"a\\"\\u000a\\u001b[31m"')


def test_a_value_just_below_zero_is_zero() -> None:
    assert "   0.0    0.0 " in dumped(text(x=-0.01, y=-0.04))[1]
