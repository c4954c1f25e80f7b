"""The cover is a picture of the right size that says what the edition is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from epub_stories import ARABIC, FERRY, FULL, PLAIN, export, find, page, part, single, swapped_profile
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageDraw, ImageStat

from exporter.backends.epub.cover import decode_photo
from exporter.backends.epub.glyphs import LARGEST, draw_letter
from exporter.backends.epub.lettering import Lines, find_face, fit_lines, open_font
from exporter.env import fixed_env
from exporter.model import Edition, Entry, Section, rich
from exporter.pictures.strip import coarse_jpeg
from exporter.report import Report
from exporter.style.fonts import Face, FontBook
from exporter.style.model import Role, Style

SAMPLES = Path(__file__).parents[3] / "samples"


def cover(book: bytes) -> Image.Image:
    return Image.open(BytesIO(part(book, "EPUB/images/cover.jpg"))).convert("RGB")


def blank(image: Image.Image, top: int, bottom: int) -> bool:
    """Return True when the band between two heights is bare paper."""
    darkest, _ = image.convert("L").crop((69, top, 931, bottom)).getextrema()
    return darkest > 230


@pytest.mark.parametrize(
    "story", [single(FERRY), single(PLAIN), single(ARABIC), FULL], ids=["photo", "none", "rtl", "edition"]
)
def test_the_cover_has_the_size_a_screen_shows_sharp(story: Edition, newspaper: Style) -> None:
    image = Image.open(BytesIO(part(export(story, newspaper), "EPUB/images/cover.jpg")))
    assert (image.format, image.size, image.getexif(), image.info.get("comment")) == ("JPEG", (1000, 1600), {}, None)


def test_masthead_photo_and_headline_are_drawn_from_top_to_foot(newspaper: Style) -> None:
    image = cover(export(single(FERRY), newspaper))
    assert not blank(image, 62, 188)
    sky, sea = image.getpixel((94, 375)), image.getpixel((94, 781))
    assert abs(sky[2] - 0xC0) < 12 and abs(sea[0] - 0x25) < 12
    assert not blank(image, 906, 1312)
    assert blank(image, 1538, 1594)


def test_without_a_photo_the_story_opens_on_the_cover(newspaper: Style) -> None:
    long = replace(PLAIN, body=PLAIN.body * 40)
    image = cover(export(single(long), newspaper))
    assert not blank(image, 938, 1062)
    assert blank(image, 1538, 1594)


def test_the_story_of_the_highest_priority_leads(newspaper: Style) -> None:
    second = replace(PLAIN, headline=rich("Storm at sea"))
    book = replace(FULL, sections=(Section((Entry(PLAIN), Entry(second, 1)), "Sea"),))
    assert "Storm at sea" in find(page(export(book, newspaper), "cover.xhtml"), "string(//h:img/@alt)")


def test_the_cover_page_says_in_words_what_the_picture_shows(newspaper: Style) -> None:
    image = find(page(export(FULL, newspaper), "cover.xhtml"), "//h:img")[0]
    assert image.get("role") == "doc-cover"
    assert image.get("alt") == (
        "Cover. The Harbour Gazette. Late Edition · Friday, November 14, 2025 · No. 212. The last boat out of Port Ellen. "
        "A ferry with one sail leaves a harbour; the sun stands low over dark water."
    )


@pytest.mark.parametrize(
    ("language", "headline"),
    [("ar", "آخر قارب من الميناء"), ("ja", "灯台の光、百年ぶりに戻る")],
)
def test_a_script_that_the_style_lacks_is_lent_a_font_of_the_machine(
    language: str, headline: str, newspaper: Style
) -> None:
    if any(FontBook(newspaper.font_folders).covering(letter) is None for letter in headline):
        pytest.skip(f"no font of this machine has the letters of {headline}")
    report = Report()
    story = single(
        replace(PLAIN, headline=rich(headline), language=language, section="", publication=ARABIC.publication)
    )
    book = export(story, newspaper, report)
    assert not [finding for finding in report.findings if headline in finding.message]
    image = Image.open(BytesIO(part(book, "EPUB/images/cover.jpg")))
    assert not blank(image, 130, 600)


def test_letters_that_no_face_has_are_left_out_and_said_so(newspaper: Style) -> None:
    report = Report()
    export(single(replace(PLAIN, headline=rich("\u0378\u0379"))), newspaper, report)
    assert [finding.code for finding in report.findings] == ["epub-cover-letters"]


def drawn(lines: Lines) -> list[float]:
    """Return how wide (px) FreeType draws each line, which is not what measured them."""
    font = open_font(lines.face, lines.size, joined=True)
    return [font.getlength(line) for line in lines.lines]


@pytest.mark.parametrize("role", ["masthead", "headline", "deck", "byline"])
def test_every_letter_is_painted_whole_and_at_its_place(role: Role, newspaper: Style) -> None:
    for letter in "fgjAQŸßŵ@…—":
        face = find_face(letter, role, newspaper, FontBook(newspaper.font_folders))
        assert face is not None
        for size in (26, 119):
            sheet = Image.new("L", (4 * size, 4 * size))
            ImageDraw.Draw(sheet).text((size, 2 * size), letter, 255, open_font(face, size), "ls")
            left, top, mask = draw_letter(letter, face, size)
            x, y = size + left, 2 * size + top
            assert sheet.getbbox() == (x, y, x + mask.width, y + mask.height)
            assert sheet.crop(sheet.getbbox()).tobytes() == mask.tobytes()


def test_a_letter_of_a_damaged_font_takes_no_more_room_than_letters_do(newspaper: Style) -> None:
    class Damaged(Face):
        hb_font = property(
            lambda _: SimpleNamespace(get_nominal_glyph=lambda _: 1, get_glyph_extents=lambda _: extents)
        )

    sound = FontBook(newspaper.font_folders).face(newspaper.families["text"].regular)
    huge = SimpleNamespace(x_bearing=-(10**9), y_bearing=10**9, width=2 * 10**9, height=-2 * (10**9))
    backwards = SimpleNamespace(x_bearing=700, y_bearing=0, width=-(10**6), height=10**6)
    for extents in (huge, backwards, None):  # noqa: B007  # what the font says of each letter
        draw_letter.cache_clear()
        assert draw_letter("a", Damaged(sound.key, sound.path), 100)[2].width <= 2 * LARGEST * 100
    draw_letter.cache_clear()


def test_a_headline_takes_the_largest_size_that_fits(newspaper: Style) -> None:
    face = find_face("Rain", "headline", newspaper, FontBook(newspaper.font_folders))
    assert face is not None
    short = fit_lines("Rain", face, 1400, 600, (190, 100, 60), 1.1, 3)
    long = fit_lines(
        "Rain falls on everybody who left the harbour this morning " * 2, face, 1400, 600, (190, 100, 60), 1.1, 6
    )
    assert short.size > long.size
    assert not short.is_cut and not long.is_cut
    assert max(drawn(long)) <= 1400


def test_lines_of_a_headline_are_of_like_length(newspaper: Style) -> None:
    text = "Council votes seven to two to end the winter sailings of the ferry"
    face = find_face(text, "headline", newspaper, FontBook(newspaper.font_folders))
    assert face is not None
    lines = fit_lines(text, face, 1400, 900, (120,), 1.1, 6)
    widths = drawn(lines)
    assert min(widths) > 0.7 * max(widths)


@pytest.mark.parametrize("text", ["word " * 400, "w" * 900, "船" * 600], ids=["words", "one word", "no spaces"])
def test_text_too_long_for_the_cover_ends_in_an_ellipsis_inside_the_measure(text: str, newspaper: Style) -> None:
    face = find_face("word", "headline", newspaper, FontBook(newspaper.font_folders))
    assert face is not None
    lines = fit_lines(text, face, 1400, 400, (100, 60), 1.1, 3)
    assert lines.is_cut and lines.lines[-1].endswith("…")
    assert len(lines.lines) <= 3
    assert max(drawn(lines)) <= 1400


@pytest.mark.parametrize("progressive", [True, False])
def test_the_photo_of_a_cover_looks_as_if_all_of_it_were_decoded(progressive: bool) -> None:
    whole = Image.open(SAMPLES / "pictures" / "harbour.jpg").convert("RGB")
    data = BytesIO()
    whole.save(data, "JPEG", quality=90, progressive=progressive)
    shown = decode_photo(fixed_env({"photo": data.getvalue()}).picture("photo"), 584, (0.5, 0.5))
    apart = ImageStat.Stat(ImageChops.difference(shown, whole.resize(shown.size)))
    assert sum(apart.sum2) / (3 * shown.width * shown.height) < 40  # as far apart as a JPEG of quality 82 is
    assert (coarse_jpeg(data.getvalue()) == data.getvalue()) != progressive


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("turn", [1, 6])
def test_a_photo_of_a_wide_gamut_has_its_colours_on_the_cover(kind: str, turn: int) -> None:
    """The cover is sRGB: the numbers of Display P3, as phones write them, or Adobe RGB would look dull on it."""
    tags, data = Image.Exif(), BytesIO()
    tags[0x0112] = turn
    stored = Image.new("RGB", (1200, 800), (180, 60, 50))
    stored.save(data, kind, exif=tags, icc_profile=swapped_profile(), **({"quality": 95} if kind == "JPEG" else {}))
    shown = decode_photo(fixed_env({"photo": data.getvalue()}).picture("photo"), 584, (0.5, 0.5))
    red, green, blue = shown.getpixel((400, 300))
    assert abs(red - 50) < 8 and abs(green - 180) < 8 and abs(blue - 60) < 8
