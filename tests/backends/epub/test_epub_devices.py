"""Pictures to measure for a device, and a book that keeps a limit."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from epub_stories import single, swapped_profile
from PIL import Image, ImageFilter

from exporter.backends.epub.devices import LONG_EDGES, Fit, fit_of, fit_picture
from exporter.backends.epub.options import Device, EpubOptions
from exporter.backends.epub.write import write
from exporter.cli.ereader import epub_options
from exporter.env import Env, fixed_env
from exporter.model import Article, Figure, Paragraph, Photo, rich
from exporter.pictures import Picture
from exporter.report import Report, UsageError
from exporter.style.model import Style


def noisy(size: tuple[int, int], mode: str = "RGB", kind: str = "JPEG") -> bytes:
    """Return a picture that does not pack well."""
    grain = Image.effect_noise((size[0] // 8, size[1] // 8), 90).resize(size).filter(ImageFilter.GaussianBlur(2))
    data = BytesIO()
    Image.merge("RGB", [grain, grain.rotate(90).resize(size), grain]).convert(mode).save(data, kind, quality=90)
    return data.getvalue()


PHOTO = noisy((3000, 2000))
STORY = Article(
    id="a1",
    headline=rich("Harbour"),
    language="en",
    body=(Paragraph(rich("Words."), id="b1"), Figure(photos=("p1",), id="b2")),
    photos=(Photo(id="p1", src="sea.jpg", alt="Sea"), Photo(id="p2", src="chart.png", alt="Chart")),
)


@pytest.fixture(scope="module")
def env() -> Env:
    chart = BytesIO()
    Image.new("RGBA", (2400, 1200), (0, 0, 0, 0)).save(chart, "PNG")
    return fixed_env({"sea.jpg": PHOTO, "chart.png": chart.getvalue()})


def made(env: Env, style: Style, options: EpubOptions) -> tuple[dict[str, Image.Image], Report, int]:
    report = Report()
    data = write(single(STORY), style, env, report, options)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if "/images/a" in name]
        return {name: Image.open(BytesIO(archive.read(name))) for name in names}, report, len(data)


@pytest.mark.parametrize("device", list(LONG_EDGES))
def test_pictures_have_the_long_edge_of_the_device(device: Device, env: Env, newspaper: Style) -> None:
    pictures, _, _ = made(env, newspaper, EpubOptions(device=device))
    assert [max(picture.size) for picture in pictures.values()] == [LONG_EDGES[device]] * 2
    assert [round(picture.width / picture.height, 2) for picture in pictures.values()] == [1.5, 2.0]


def test_pictures_are_grey_on_grey_screens_and_coloured_on_others(env: Env, newspaper: Style) -> None:
    modes = {
        device: [p.mode for p in made(env, newspaper, EpubOptions(device=device))[0].values()] for device in LONG_EDGES
    }
    assert modes == {"kindle": ["L", "LA"], "kobo": ["L", "LA"], "phone": ["RGB", "RGBA"], "generic": ["RGB", "RGBA"]}


def test_without_a_device_pictures_stay_as_they_are(env: Env, newspaper: Style) -> None:
    assert fit_picture(env.picture("sea.jpg"), fit_of("")) is env.picture("sea.jpg")


def test_a_photo_of_a_turned_camera_is_upright_at_the_size_of_the_device() -> None:
    tags, file = Image.Exif(), BytesIO()
    tags[0x0112] = 6  # what lies on the left comes to the top
    wide = Image.new("RGB", (4000, 3000), (255, 255, 255))
    wide.paste((200, 0, 0), (0, 0, 2000, 3000))
    wide.save(file, "JPEG", exif=tags)
    photo = fixed_env({"tall.jpg": file.getvalue()}).picture("tall.jpg")
    for fit in (fit_of("phone"), Fit(0, False, 60)):
        made = fit_picture(photo, fit)
        image = Image.open(BytesIO(made.data))
        assert image.size == (made.width, made.height) == ((1200, 1600) if fit.long_edge else (3000, 4000))
        top, foot = (image.getpixel((image.width // 2, y)) for y in (10, image.height - 10))
        assert (top[1] < 10, foot[1] > 245) == (True, True)


@pytest.mark.parametrize("device", list(LONG_EDGES))
def test_a_photo_that_was_saved_as_png_becomes_a_jpeg_and_a_drawing_does_not(device: Device) -> None:
    """As PNG a photo for an e-reader took ten times as long to make and had four times the bytes."""
    drawing, file = Image.new("RGB", (2400, 1600), "white"), BytesIO()
    drawing.paste((200, 0, 0), (300, 300, 900, 900))
    drawing.save(file, "PNG")
    env = fixed_env({"sea.png": noisy((2400, 1600), kind="PNG"), "chart.png": file.getvalue()})
    photo, chart = (fit_picture(env.picture(name), fit_of(device)) for name in ("sea.png", "chart.png"))
    assert (photo.format, chart.format) == ("jpeg", "png")
    assert 6 * len(photo.data) < len(env.picture("sea.png").data)


@pytest.mark.parametrize("size", [(1200, 800), (3000, 2000)])
@pytest.mark.parametrize("device", list(LONG_EDGES))
def test_a_photo_of_other_colours_is_srgb_or_grey_on_a_device(
    device: Device, size: tuple[int, int], newspaper: Style
) -> None:
    """Most readers take the numbers of Display P3, which phones write, for those of sRGB, and show them dull."""
    file = BytesIO()
    Image.new("RGB", size, (180, 60, 50)).save(file, "JPEG", quality=95, icc_profile=swapped_profile())
    photo = fixed_env({"sea.jpg": file.getvalue()}).picture("sea.jpg")
    assert fit_picture(photo, fit_of("")) is photo
    made = fit_picture(photo, fit_of(device))
    found = Image.open(BytesIO(made.data)).convert("RGB").getpixel((5, 5))
    wanted = (130, 130, 130) if made.grey else (50, 180, 60)  # red means green in this profile
    assert all(abs(have - want) < 9 for have, want in zip(found, wanted, strict=True))
    assert made.icc == b"" and made.grey == (device in ("kindle", "kobo"))


def test_a_picture_is_never_made_larger(env: Env) -> None:
    small = Picture(noisy((200, 100)), "jpeg", 200, 100, grey=False, alpha=False)
    assert fit_picture(small, fit_of("phone")) is small
    again = fit_picture(small, Fit(1600, False, 99))
    assert (again.width, len(again.data)) == (200, len(small.data))


def test_a_book_keeps_its_limit_with_smaller_pictures(env: Env, newspaper: Style) -> None:
    _, _, size = made(env, newspaper, EpubOptions())
    limit = size // 3
    _, report, smaller = made(env, newspaper, EpubOptions(most_bytes=limit))
    assert limit / 4 < smaller <= limit
    assert [finding.code for finding in report.findings] == ["epub-pictures-smaller"]


def test_a_limit_that_cannot_be_kept_says_what_is_missing(env: Env, newspaper: Style) -> None:
    _, report, _ = made(env, newspaper, EpubOptions(most_bytes=1000))
    (finding,) = [finding for finding in report.findings if finding.code == "epub-too-large"]
    assert finding.severity == "warning" and "more than it may have" in finding.message


def test_a_book_within_its_limit_is_left_as_it_is(env: Env, newspaper: Style) -> None:
    _, report, size = made(env, newspaper, EpubOptions(most_bytes=50_000_000))
    assert size == made(env, newspaper, EpubOptions())[2] and not report.findings


def test_the_same_book_for_the_same_device_has_the_same_bytes(env: Env, newspaper: Style) -> None:
    books = {write(single(STORY), newspaper, env, Report(), EpubOptions(device="kindle")) for _ in range(2)}
    assert len(books) == 1


@pytest.mark.parametrize(("text", "size"), [("25MB", 25_000_000), ("800 kB", 800_000), ("1.5mb", 1_500_000), ("", 0)])
def test_a_size_is_written_with_its_unit(text: str, size: int) -> None:
    assert epub_options({"device": "", "max_size": text}).most_bytes == size


@pytest.mark.parametrize(
    "values", [{"device": "nook"}, {"max_size": "big"}, {"max_size": "0MB"}, {"max_size": "10"}, {"max_size": "-1"}]
)
def test_what_is_no_device_or_size_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        epub_options({"device": "", "max_size": ""} | values)
