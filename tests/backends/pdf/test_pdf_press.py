"""For the printer: inks instead of RGB, overprinting black, photos in inks, bleed and marks, pages on sheets."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from pdfpages import FILES, HEIGHT, WIDTH, Sheet, export, full_edition, full_sheets, newspaper, story
from PIL import Image as PillowImage
from PIL import ImageChops, ImageCms, ImageStat

from exporter.backends.pdf.color.icc import PrintProfile, read_print_profile
from exporter.backends.pdf.color.inks import PressColors, mix
from exporter.backends.pdf.color.newsprint import newsprint
from exporter.backends.pdf.color.separation import Separator, measure_coverage
from exporter.backends.pdf.options import PdfOptions
from exporter.backends.pdf.profiles import PROFILES
from exporter.backends.pdf.rework import find_scale, rework
from exporter.env import fixed_env
from exporter.model import Paragraph, Photo, rich
from exporter.page import Box, Image
from exporter.preflight.x4 import check_x4
from exporter.report import InputError, Report, ResourceError, UsageError
from exporter.style.load import load_style
from exporter.style.model import Color

PRESS = PdfOptions(profile=PROFILES["press"])
MM = 72 / 25.4
SAMPLES = Path(__file__).parents[3] / "samples"
BLACK_INK = b"/Ov gs 0 0 0 1 k"


def content(data: bytes, index: int = 0) -> bytes:
    """Return the operators of a page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return pdf.pages[index].Contents.read_bytes()


def operators_of(data: bytes, index: int = 0) -> set[str]:
    """Return the operators that a page uses."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {str(instruction.operator) for instruction in pikepdf.parse_content_stream(pdf.pages[index])}


def picture_of(data: bytes) -> tuple[str, bytes]:
    """Return colour space and data of the only picture."""
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        return str(picture.ColorSpace), picture.read_raw_bytes()


def with_photo(options: PdfOptions, source: str = "harbour.jpg", report: Report | None = None) -> bytes:
    """Return a page with one photo."""
    sheet = Sheet()
    sheet.items.append(Image(60, 100, 120, 80, source, block="p1"))
    photos = (Photo(id="p1", src=source, alt="A test"),)
    return export(story(photos=photos), sheet, options=options, report=report)


def test_no_operator_and_no_picture_is_in_rgb() -> None:
    data = export(full_edition(), *full_sheets(), options=PRESS)
    for index in range(2):
        assert not operators_of(data, index) & {"rg", "RG", "cs", "CS"}
    assert check_x4(data) == ()


def test_black_type_is_black_ink_that_overprints_and_tints_knock_out() -> None:
    data = export(full_edition(), *full_sheets(), options=PRESS)
    assert BLACK_INK in content(data)
    assert b"/Ko gs .1 .1 0 0 k" in content(data).replace(b"0.1", b".1")
    with pikepdf.open(BytesIO(data)) as pdf:
        states = pdf.pages[0].Resources.ExtGState
        assert bool(states.Ov.OP) and bool(states.Ov.op) and int(states.Ov.OPM) == 1
        assert not bool(states.Ko.OP) and not bool(states.Ko.op)


def test_a_colour_of_the_style_prints_in_the_inks_that_the_style_gives_it() -> None:
    style = load_style("magazine")
    colors = PressColors(style, 4)
    assert style.colors
    for color in style.colors.values():
        wanted = " ".join(f"{ink:.3f}".rstrip("0").rstrip(".") for ink in color.cmyk)
        assert colors.fill(color.rgb).decode().endswith(f"gs {wanted} k")
    role = replace(style.text["kicker"], color=Color((0.1, 0.2, 0.3), (0.5, 0.0, 0.0, 0.25)))
    colored = replace(style, text={**style.text, "kicker": role})
    assert PressColors(colored, 4).stroke((0.1, 0.2, 0.3)) == b"/Ko gs 0.5 0 0 0.25 K"


def test_an_ink_of_its_own_prints_from_its_own_plate(monkeypatch: pytest.MonkeyPatch) -> None:
    house = Color((0.6, 0.0, 0.1), (0.15, 1.0, 0.9, 0.1), "House Red (1)")
    style = replace(newspaper(), colors={**newspaper().colors, "house": house})
    monkeypatch.setattr("pdfpages.newspaper", lambda: style)
    data = export(full_edition(), *full_sheets(), options=PRESS)
    assert b"/Ko gs /S1 cs 1 scn" in content(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        space = pdf.pages[0].Resources.ColorSpace.S1
        assert [str(space[0]), str(space[1]), str(space[2])] == ["/Separation", "/House Red (1)", "/DeviceCMYK"]
        assert [float(ink) for ink in space[3].C1] == [0.15, 1.0, 0.9, 0.1]
    assert check_x4(data) == ()
    black = PressColors(style, 1)
    assert black.spaces == {}
    assert black.fill(house.rgb).endswith(b" g")


def test_another_colour_leaves_its_common_grey_to_black() -> None:
    assert mix((0.0, 0.0, 0.0)) == (0.0, 0.0, 0.0, 1.0)
    assert mix((0.5, 0.5, 0.5)) == (0.0, 0.0, 0.0, 0.5)
    assert mix((1.0, 0.0, 0.0)) == (0.0, 1.0, 1.0, 0.0)


def test_without_the_printers_profile_photos_print_in_black_alone() -> None:
    assert picture_of(with_photo(PRESS))[0] == "/DeviceGray"


def test_with_the_printers_profile_photos_print_in_its_inks() -> None:
    options = replace(PRESS, print_profile=newsprint())
    report = Report()
    data = with_photo(options, report=report)
    space, jpeg = picture_of(data)
    assert space == "/DeviceCMYK"
    with PillowImage.open(BytesIO(jpeg)) as opened:
        assert opened.mode == "CMYK"
    assert check_x4(data) == ()
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        shown = page.render(scale=1).to_pil().convert("RGB")
        page.close()
    red, green, blue = shown.getpixel((70, 110))
    assert red > 1.5 * green and red > 1.5 * blue  # right side out: red stays red


def turned_photo() -> bytes:
    """Return the photo of a camera held upright, larger than print needs: red above, blue below."""
    lying = PillowImage.new("RGB", (1800, 1200), (0, 0, 200))
    lying.paste((220, 0, 0), (0, 0, 900, 1200))
    file, tags = BytesIO(), PillowImage.Exif()
    tags[0x0112] = 6
    lying.save(file, "JPEG", exif=tags)
    return file.getvalue()


@pytest.mark.parametrize(
    "options", [PdfOptions(), PRESS, replace(PRESS, print_profile=newsprint())], ids=["colour", "grey", "inks"]
)
def test_a_photo_of_a_turned_camera_is_made_anew_as_it_lies(
    options: PdfOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FILES, "turned.jpg", turned_photo())
    data = with_photo(options, "turned.jpg")
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert (int(picture.Width), int(picture.Height)) == (900, 600)
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        shown = page.render(scale=1).to_pil().convert("RGB")
        page.close()
    above, below = shown.getpixel((120, 110)), shown.getpixel((120, 170))
    assert above[0] > below[0] and above[2] <= below[2] + 8 if options == PdfOptions() else above[0] > below[0] + 20


def test_a_drawing_keeps_every_pixel_in_inks() -> None:
    data = with_photo(replace(PRESS, print_profile=newsprint()), "plain.png")
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert (picture.Filter, picture.ColorSpace) == ("/FlateDecode", "/DeviceCMYK")
        assert len({picture.read_bytes()[start : start + 4] for start in range(0, 4800, 4)}) == 2


def test_a_press_that_nobody_described_is_told_of() -> None:
    for options, codes in ((PRESS, ["press-assumed"]), (replace(PRESS, print_profile=newsprint()), [])):
        report = Report()
        export(story(), Sheet(), options=options, report=report)
        assert [finding.code for finding in report.findings] == codes


def black_press(data: bytes) -> PrintProfile:
    """Return a profile with one ink, as far as its head goes."""
    return PrintProfile(data[:16] + b"GRAY" + data[20:], "Black", 1)


def test_a_press_with_black_alone_gets_grey_alone() -> None:
    options = replace(PRESS, print_profile=black_press(newsprint().data))
    data = export(full_edition(), *full_sheets(), options=options)
    assert not operators_of(data) & {"rg", "RG", "k", "K"}
    assert check_x4(data) == ()


def photo_of(color: tuple[int, int, int]) -> bytes:
    """Return a photo that is of one colour."""
    file = BytesIO()
    PillowImage.new("RGB", (60, 40), color).save(file, "JPEG", quality=95)
    return file.getvalue()


def test_a_photo_with_too_much_ink_is_reported_with_how_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "night.jpg", photo_of((40, 5, 60)))
    monkeypatch.setitem(FILES, "day.jpg", photo_of((230, 230, 240)))
    # A profile for coated paper would do this; here the paper of the style takes less.
    monkeypatch.setattr("pdfpages.newspaper", lambda: replace(
        newspaper(), photo=replace(newspaper().photo, ink_limit=110.0)
    ))  # fmt: skip
    options = replace(PRESS, print_profile=newsprint())
    report = Report()
    with_photo(options, "night.jpg", report)
    (finding,) = [finding for finding in report.findings if finding.code == "ink-coverage"]
    found = re.search(r"takes (\d+) % of ink, (\d+) more than newspaper allows \(110 %\)", finding.message)
    assert found and int(found[1]) == 110 + int(found[2])
    assert "--icc" in finding.hint
    report = Report()
    with_photo(options, "day.jpg", report)
    assert not report.findings


@pytest.mark.parametrize(
    ("inks", "percent"),
    [((255, 255, 255, 255), 400), ((0, 0, 0, 0), 0), ((0, 0, 0, 255), 100), ((255, 128, 0, 64), 175)],
)
def test_ink_is_measured_to_two_per_cent(inks: tuple[int, int, int, int], percent: float) -> None:
    assert measure_coverage(PillowImage.new("CMYK", (50, 50), inks)) == pytest.approx(percent, abs=2)


def test_a_single_dark_pixel_is_no_coverage() -> None:
    picture = PillowImage.new("CMYK", (100, 100), (0, 0, 0, 20))
    picture.putpixel((5, 5), (255, 255, 255, 255))
    assert measure_coverage(picture) < 10


@pytest.mark.parametrize(
    "data", [b"", b"no profile" * 40, newsprint().data[:100], newsprint().data.replace(b"prtr", b"mntr", 1)]
)
def test_what_is_no_profile_of_a_press_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as raised:
        read_print_profile(data, "press.icc")
    assert raised.value.where.source == "press.icc"
    assert raised.value.hint


def test_a_profile_is_called_as_it_calls_itself() -> None:
    given = read_print_profile(newsprint().data, "press.icc")
    assert (given.name, given.inks) == (newsprint().name, 4)


def test_a_profile_without_tables_is_refused_when_a_photo_needs_them() -> None:
    broken = replace(newsprint(), data=newsprint().data[:400])
    with pytest.raises(InputError):
        Separator(broken).separate(PillowImage.new("RGB", (4, 4)), b"")


def test_the_newsprint_profile_says_what_its_solids_are_by_another_engine_s_reckoning() -> None:
    profile = ImageCms.getOpenProfile(BytesIO(newsprint().data))
    lab = ImageCms.createProfile("LAB")
    transform = ImageCms.buildTransform(profile, lab, "CMYK", "LAB", ImageCms.Intent.ABSOLUTE_COLORIMETRIC)
    for inks, wanted in (((0, 0, 0, 0), (82, 0, 3)), ((255, 0, 0, 0), (57, -23, -27)), ((0, 255, 0, 0), (54, 44, -2))):
        seen = ImageCms.applyTransform(PillowImage.new("CMYK", (1, 1), inks), transform)
        assert seen is not None
        light, a, b = seen.tobytes()
        signed = (a - 256 if a > 127 else a, b - 256 if b > 127 else b)
        assert (light / 2.55, *signed) == pytest.approx(wanted, abs=3)


def test_grey_goes_round_through_the_newsprint_profile_in_order() -> None:
    ramp = PillowImage.linear_gradient("L").convert("RGB")
    inks = Separator(newsprint()).separate(ramp, b"")
    black = [inks.getpixel((0, y))[3] for y in range(0, 256, 16)]
    assert black == sorted(black, reverse=True)
    assert measure_coverage(inks) <= 220


def test_bleed_and_marks_stand_around_the_page_in_their_boxes() -> None:
    data = export(full_edition(), *full_sheets(), options=replace(PRESS, bleed=3 * MM, marks=True))
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        boxes = [[float(corner) for corner in page[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")]
    trim, bleed, media = boxes
    assert trim == [0, 0, WIDTH, HEIGHT]
    assert bleed == pytest.approx([-3 * MM, -3 * MM, WIDTH + 3 * MM, HEIGHT + 3 * MM], abs=0.01)
    assert media == pytest.approx([-15 * MM, -15 * MM, WIDTH + 15 * MM, HEIGHT + 15 * MM], abs=0.01)
    operators = content(data)
    assert b"/All CS 1 SCN" in operators
    marks = operators[operators.rindex(b"/Artifact<</Type/Page>>BDC") :]
    assert b"1 0 0 0 k" in marks and b"EMC" in marks
    for x, y, width, height in re.findall(rb"(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re f", marks):
        assert float(y) + float(height) <= -3 * MM + 0.01  # no patch on what is kept
        assert float(x) + float(width) < WIDTH / 2
    edge = 3 * MM - 0.01  # of the bleed, less what rounding takes
    for x, y, x2, y2 in re.findall(rb"(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l S", marks):
        for along, across in ((float(x), float(y)), (float(x2), float(y2))):
            assert not (-edge < along < WIDTH + edge and -edge < across < HEIGHT + edge)
    assert check_x4(data) == ()


def test_a_tint_that_touches_the_edge_reaches_into_the_bleed() -> None:
    sheet = Sheet()
    sheet.items += [Box(0, 0, WIDTH, 50, fill=(0.9, 0.9, 0.9)), Box(20, 80, 40, 40, fill=(0.5, 0.5, 0.5))]
    data = export(story(), sheet, options=PdfOptions(bleed=10))
    operators = content(data)
    assert b"-10 545 440 60 re f" in operators
    assert b"20 475 40 40 re f" in operators


def placed(data: bytes) -> list[list[tuple[str, float]]]:
    """Return, for each sheet, its pages by the words on them and where they begin."""
    sheets = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            found = []
            for index in range(text.count_chars()):
                if text.get_text_range(index, 1) == "P":
                    found.append((text.get_text_range(index + 1, 1), round(text.get_charbox(index)[0], 1)))
            text.close()
            page.close()
            sheets.append(sorted(found, key=lambda pair: pair[1]))
    return sheets


def numbered(count: int, **more: object) -> bytes:
    """Return so many pages that say P and their number, under the options."""
    blocks = [Paragraph(id=f"a1-b{number}", text=rich(f"P{number}")) for number in range(1, count + 1)]
    sheets = [Sheet(number) for number in range(1, count + 1)]
    for number, sheet in enumerate(sheets, start=1):
        sheet.text(f"a1-b{number}", f"P{number}")
    return export(story(*blocks), *sheets, options=PdfOptions(**more))  # type: ignore[arg-type]


def test_a_booklet_of_eight_pages_folds_into_reading_order_and_creeps() -> None:
    data = numbered(8, impose="booklet", creep=2.0)
    found = placed(data)
    assert [[name for name, _ in sheet] for sheet in found] == [["8", "1"], ["2", "7"], ["6", "3"], ["4", "5"]]
    left, right = found[0][0][1], found[0][1][1]
    assert right == pytest.approx(left + WIDTH, abs=0.2)
    assert found[2][0][1] == pytest.approx(left + 2, abs=0.2)
    assert found[2][1][1] == pytest.approx(right - 2, abs=0.2)


def test_imposed_pages_give_the_same_bytes_each_time() -> None:
    assert numbered(5, impose="4up") == numbered(5, impose="4up")


def test_a_booklet_of_five_pages_has_blank_ones_at_the_end() -> None:
    assert [[name for name, _ in sheet] for sheet in placed(numbered(5, impose="booklet"))] == [
        ["1"], ["2"], ["3"], ["4", "5"],
    ]  # fmt: skip


@pytest.mark.parametrize(("scheme", "sheets"), [("2up", [2, 2, 1]), ("4up", [4, 1])])
def test_several_pages_share_a_sheet_of_their_own_size(scheme: str, sheets: list[int]) -> None:
    data = numbered(5, impose=scheme)
    assert [len(sheet) for sheet in placed(data)] == sheets
    with pikepdf.open(BytesIO(data)) as pdf:
        corners = [float(corner) for corner in pdf.pages[0].mediabox]
    assert sorted(corners[2:]) == pytest.approx([WIDTH, HEIGHT], abs=0.1)


@pytest.mark.parametrize("profile", ["archive", "web", "ua2"])
def test_imposed_pages_keep_their_tags_and_claim_nothing_and_that_is_said(profile: str) -> None:
    report = Report()
    options = PdfOptions(impose="2up", profile=PROFILES[profile])
    data = export(full_edition(), *full_sheets(), options=options, report=report)
    assert [finding.code for finding in report.findings] == ["imposed-claims"]
    with pikepdf.open(BytesIO(data)) as pdf:
        forms = {
            item.objgen for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
        }
        packet = pdf.Root.Metadata.read_bytes()
        named = {item.Stm.objgen for item in contents_of(pdf.Root.StructTreeRoot.K)}
        assert pdf.check_pdf_syntax() == []
    assert named == forms
    assert b"pdfaid:part" not in packet and b"pdfuaid:part" not in packet


def contents_of(element: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the marked content that an element and those inside it name."""
    found = []
    for kid in element.get("/K", pikepdf.Array()):
        found += [kid] if kid.get("/Type") == "/MCR" else contents_of(kid)
    return found


def test_imposed_pages_for_the_press_are_still_for_the_press() -> None:
    assert check_x4(export(full_edition(), *full_sheets(), options=replace(PRESS, impose="booklet"))) == ()


def test_what_contradicts_imposition_is_refused() -> None:
    for more in (
        {"impose": "2up", "marks": True},
        {"impose": "2up", "profile": PROFILES["archive-source"]},
        {"impose": "2up", "profile": PROFILES["press+archive"]},
        {"impose": "2up", "creep": 1.0},
    ):
        with pytest.raises(UsageError) as raised:
            PdfOptions(**more)  # type: ignore[arg-type]
        assert "--impose" in raised.value.hint


def test_without_pikepdf_imposition_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    with pytest.raises(ResourceError) as raised:
        numbered(2, impose="2up")
    assert "exporter[pdf]" in raised.value.hint


def big_photo(width: int = 2400) -> bytes:
    """Return a photo with much more pixels than newsprint shows."""
    file = BytesIO()
    PillowImage.effect_noise((width, width * 2 // 3), 40).convert("RGB").save(file, "JPEG", quality=85)
    return file.getvalue()


def test_a_photo_far_finer_than_print_is_scaled_down_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "big.jpg", big_photo())
    data = with_photo(PdfOptions(), "big.jpg")
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert (int(picture.Width), int(picture.Height)) == (600, 400)  # 360 ppi; an eighth would be less than 200
        assert picture.Filter == "/DCTDecode"
    assert len(data) < len(FILES["big.jpg"]) / 4


@pytest.mark.parametrize("ppi", [72, 200, 300, 1000])
@pytest.mark.parametrize("width", [7, 333, 1600, 2400])
def test_a_photo_keeps_what_is_wanted_and_never_twice_that(width: int, ppi: int) -> None:
    picture = fixed_env({"big.jpg": big_photo(width)}).picture("big.jpg")
    kept = rework(picture, find_scale(picture, ppi), grey=True).width
    assert min(width, ppi) <= kept < max(2 * ppi, width / 8 + 1)


def test_a_drawing_stays_exact_when_it_turns_grey() -> None:
    drawing = PillowImage.new("RGB", (300, 200), "white")
    drawing.paste((200, 0, 0), (50, 50, 250, 150))
    file = BytesIO()
    drawing.save(file, "PNG")
    made = rework(fixed_env({"chart.png": file.getvalue()}).picture("chart.png"), 1, grey=True)
    assert (made.format, made.grey) == ("png", True)
    assert PillowImage.open(BytesIO(made.data)).tobytes() == drawing.convert("L").tobytes()


def test_the_luminance_of_a_photo_comes_out_as_it_was() -> None:
    data = saved_photo()
    picture = fixed_env({"harbour.jpg": data}).picture("harbour.jpg")
    made = PillowImage.open(BytesIO(rework(picture, 1, grey=True).data))
    stored = PillowImage.open(BytesIO(data))
    stored.draft("L", stored.size)
    difference = ImageChops.difference(made, stored.convert("L"))
    assert sum(ImageStat.Stat(difference).sum2) / (made.width * made.height) < 0.01


def saved_photo() -> bytes:
    """Return a photo of the samples."""
    return (SAMPLES / "pictures" / "harbour.jpg").read_bytes()


def test_a_photo_a_little_finer_than_print_goes_in_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "fit.jpg", big_photo(480))
    assert picture_of(with_photo(PdfOptions(), "fit.jpg"))[1] == FILES["fit.jpg"]


def test_where_a_photo_stands_twice_the_larger_place_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "big.jpg", big_photo())
    sheet = Sheet()
    sheet.items += [Image(60, y, width, width / 1.5, "big.jpg", block="p1") for y, width in ((100, 60), (200, 240))]
    data = export(story(photos=(Photo(id="p1", src="big.jpg", alt="A test"),)), sheet)
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert int(picture.Width) == 1200  # 360 ppi at the width of 240 points, where 200 are wanted


def test_the_web_keeps_fewer_pixels_than_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "big.jpg", big_photo())
    with pikepdf.open(BytesIO(with_photo(PdfOptions(profile=PROFILES["web"]), "big.jpg"))) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert int(picture.Width) == 300  # 120 points at 180 ppi
