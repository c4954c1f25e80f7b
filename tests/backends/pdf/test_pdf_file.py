"""The file as a whole: the same every time, with metadata that agree, pictures upright and as they came."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from pdfpages import FILES, Sheet, export, full_edition, full_sheets, png, story
from pdfvalidators import check_page_validation, check_verapdf
from PIL import Image as PillowImage
from PIL import ImageCms

from exporter.backends.pdf.color.srgb import srgb_profile
from exporter.model import Paragraph, Person, Photo, Rights, rich
from exporter.page import Image

HERE = Path(__file__).parent
MAKE = (
    "import hashlib, sys\n"
    "from pdfpages import export, full_edition, full_sheets\n"
    "print(hashlib.sha256(export(full_edition(), *full_sheets())).hexdigest())\n"
)
DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@pytest.mark.parametrize(
    "variables", [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Seoul", "LC_ALL": "C"}]
)
def test_the_same_pages_give_the_same_bytes(variables: dict[str, str]) -> None:
    paths = os.pathsep.join((str(HERE), str(HERE.parents[2]), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, **variables, "PYTHONPATH": paths}
    made = subprocess.run([sys.executable, "-c", MAKE], env=environment, capture_output=True, text=True, check=True)
    assert made.stdout.strip() == hashlib.sha256(export(full_edition(), *full_sheets())).hexdigest()


def test_other_words_give_another_identifier() -> None:
    def identifier(words: str) -> bytes:
        sheet = Sheet()
        sheet.text("b1", words)
        with pikepdf.open(BytesIO(export(story(Paragraph(id="b1", text=rich(words))), sheet))) as pdf:
            first, second = (bytes(part) for part in pdf.trailer.ID)
        assert first == second
        return first

    assert identifier("one") != identifier("two")


def test_metadata_and_information_dictionary_agree() -> None:
    with pikepdf.open(BytesIO(export(story(), Sheet()))) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        packet = pdf.Root.Metadata.read_bytes()
        assert "/Filter" not in pdf.Root.Metadata
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    root = ElementTree.fromstring(packet)

    def listed(name: str) -> list[str]:
        return [item.text or "" for item in root.iterfind(f".//{DC}{name}//{RDF}li")]

    assert listed("title") == [info["/Title"]] == ["Harbour opens"]
    assert listed("creator") == [info["/Author"]] == ["Ana Cruz"]
    assert listed("description") == [info["/Subject"]] == ["A short deck (with brackets)"]
    assert ", ".join(listed("subject")) == info["/Keywords"] == "harbour, ships"
    assert listed("publisher") == ["The Daily Test"]
    assert listed("rights") == ["© 2026 The Daily Test"]
    assert listed("language") == ["en"]
    assert "https://example.org/harbour; Test Agency" in packet.decode()
    assert info["/CreationDate"] == info["/ModDate"] == "D:20260101000000+00'00'"
    assert b"<xmp:CreateDate>2026-01-01T00:00:00+00:00</xmp:CreateDate>" in packet


def test_markup_in_a_title_stays_text() -> None:
    edition = story()
    article = edition.articles[0]
    from msgspec.structs import replace

    from exporter.model import edition_of

    odd = edition_of(replace(article, headline=rich("AT&T <b>x</b> ]]> \\(y")))
    with pikepdf.open(BytesIO(export(odd, Sheet()))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "AT&T <b>x</b> ]]> \\(y"
        root = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    assert root.findtext(f".//{DC}title//{RDF}li") == "AT&T <b>x</b> ]]> \\(y"


def _with_picture(source: str, **more: object) -> bytes:
    sheet = Sheet()
    sheet.items.append(Image(60, 100, 120, 80, source, block="p1", **more))  # type: ignore[arg-type]
    return export(story(photos=(Photo(id="p1", src=source, alt="A test"),)), sheet)


def _pixel(data: bytes, x: float, y: float) -> tuple[int, ...]:
    """Return the colour at x, y (points from the upper left corner) of the first page as pdfium shows it."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        picture = page.render(scale=1).to_pil().convert("RGB")
        page.close()
    color = picture.getpixel((int(x), int(y)))
    assert isinstance(color, tuple)
    return color


def _is_close(color: tuple[int, ...], wanted: tuple[int, int, int]) -> bool:
    return all(abs(part - other) <= 6 for part, other in zip(color, wanted, strict=True))


@pytest.mark.parametrize("source", ["harbour.jpg", "plain.png"])
def test_a_picture_stands_upright_at_its_place(source: str) -> None:
    data = _with_picture(source)
    assert _is_close(_pixel(data, 70, 110), (220, 0, 0))
    assert _is_close(_pixel(data, 170, 110), (0, 0, 200))
    assert _is_close(_pixel(data, 70, 170), (0, 0, 200))
    assert _pixel(data, 55, 110) == _pixel(data, 70, 95) == (255, 255, 255)


def test_only_the_part_of_a_picture_that_is_wanted_shows_and_it_fills_the_box() -> None:
    data = _with_picture("harbour.jpg", crop=(0.0, 0.0, 0.5, 0.5))
    assert _is_close(_pixel(data, 64, 104), (220, 0, 0))
    assert _is_close(_pixel(data, 174, 174), (220, 0, 0))
    assert _pixel(data, 190, 110) == _pixel(data, 70, 190) == (255, 255, 255)


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_of_a_turned_camera_stands_upright(
    orientation: int, grey: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In colour its data is that of the camera, turned by the page; in grey it is made anew."""
    upright = PillowImage.new("RGB", (120, 80), (255, 255, 255))
    upright.paste((220, 0, 0), (0, 0, 60, 40))
    upright.paste((0, 0, 200), (60, 40, 120, 80))
    held = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]  # as Pillow numbers transpositions
    file, tags = BytesIO(), PillowImage.Exif()
    tags[0x0112] = orientation
    stored = upright if held is None else upright.transpose(PillowImage.Transpose(held))
    stored.save(file, "JPEG", quality=95, exif=tags)
    monkeypatch.setitem(FILES, "turned.jpg", file.getvalue())
    for crop in ((0.0, 0.0, 1.0, 1.0), (0.25, 0.25, 0.75, 0.75)):  # the centre is where the four parts meet
        data = _with_picture("turned.jpg", grey=grey, crop=crop)
        corners = [_pixel(data, x, y) for x, y in ((64, 104), (176, 104), (64, 176), (176, 176))]
        wanted = [(66, 66, 66), (255,) * 3, (255,) * 3, (23, 23, 23)] if grey else [
            (220, 0, 0), (255,) * 3, (255,) * 3, (0, 0, 200)
        ]  # fmt: skip
        assert all(map(_is_close, corners, wanted))
        assert _pixel(data, 55, 104) == _pixel(data, 64, 186) == (255, 255, 255)
        assert (file.getvalue()[-200:] in data) is not grey


def test_a_jpeg_goes_in_as_it_is_and_a_png_without_being_decoded() -> None:
    with pikepdf.open(BytesIO(_with_picture("harbour.jpg"))) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert picture.Filter == "/DCTDecode"
        assert picture.read_raw_bytes()[:2] == b"\xff\xd8"
        assert len(picture.read_raw_bytes()) <= len(FILES["harbour.jpg"])
    with pikepdf.open(BytesIO(_with_picture("plain.png"))) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert int(picture.DecodeParms.Predictor) == 15


def test_what_can_be_seen_through_shows_the_paper() -> None:
    data = _with_picture("mark.png")
    assert _is_close(_pixel(data, 70, 110), (220, 0, 0))
    assert _pixel(data, 170, 110) == (255, 255, 255)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert not any("/SMask" in picture for picture in dict(pdf.pages[0].Resources.XObject).values())


def test_a_picture_that_is_wanted_grey_is_grey_in_the_file() -> None:
    data = _with_picture("harbour.jpg", grey=True)
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert picture.ColorSpace == "/DeviceGray"
    red, green, blue = _pixel(data, 70, 110)
    assert red == green == blue


def test_who_made_a_photo_is_said_on_the_picture_itself() -> None:
    photo = Photo(
        id="p1", src="harbour.jpg", alt="A test", credit="Photo: A & B", byline=(Person("Ana Cruz"),),
        rights=Rights(holder="The Daily Test", year="2026", usage="Once, in print"),
    )  # fmt: skip
    sheet = Sheet()
    sheet.items.append(Image(60, 100, 120, 80, "harbour.jpg", block="p1"))
    data = export(story(photos=(photo,)), sheet)
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        root = ElementTree.fromstring(picture.Metadata.read_bytes())
    photoshop = "{http://ns.adobe.com/photoshop/1.0/}"
    assert root.findtext(f".//{photoshop}Credit") == "Photo: A & B"
    assert root.findtext(f".//{DC}creator//{RDF}li") == "Ana Cruz"
    assert root.findtext(f".//{DC}rights//{RDF}li") == "© 2026 The Daily Test"
    assert "Once, in print" in ElementTree.tostring(root, "unicode")
    assert check_page_validation(data, "2a") == []
    assert check_verapdf(data, "2a") == []


def test_a_photo_that_nobody_is_named_for_has_no_metadata() -> None:
    with pikepdf.open(BytesIO(_with_picture("harbour.jpg"))) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert "/Metadata" not in picture


def test_a_picture_used_twice_is_in_the_file_once() -> None:
    sheet = Sheet()
    for y in (100, 200):
        sheet.items.append(Image(60, y, 120, 80, "plain.png", block="p1"))
    data = export(story(photos=(Photo(id="p1", src="plain.png", alt="A test"),)), sheet)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len([item for item in pdf.objects if "/Width" in getattr(item, "keys", list)()]) == 1


def test_a_picture_keeps_its_own_colour_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    file = BytesIO()
    with PillowImage.open(BytesIO(png("RGB"))) as picture:
        picture.save(file, "JPEG", icc_profile=srgb_profile())
    monkeypatch.setitem(FILES, "profiled.jpg", file.getvalue())
    data = _with_picture("profiled.jpg")
    with pikepdf.open(BytesIO(data)) as pdf:
        (picture,) = dict(pdf.pages[0].Resources.XObject).values()
        assert picture.ColorSpace[0] == "/ICCBased"
        assert picture.ColorSpace[1].read_bytes() == srgb_profile()
    assert check_page_validation(data, "2a") == []


def test_the_colour_profile_is_srgb_by_another_engine_s_reckoning() -> None:
    ours = ImageCms.getOpenProfile(BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    ramp = PillowImage.new("RGB", (64, 4))
    for x in range(64):
        for y, color in enumerate(((x * 4, 0, 0), (0, x * 4, 0), (0, 0, x * 4), (x * 4, x * 4, x * 4))):
            ramp.putpixel((x, y), color)
    seen = ImageCms.profileToProfile(ramp, ours, theirs)
    assert seen is not None
    difference = max(abs(a - b) for a, b in zip(ramp.tobytes(), seen.tobytes(), strict=True))
    assert difference <= 2
