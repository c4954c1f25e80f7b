"""The picture gate: what goes in, what comes out, what is refused and how."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from exporter.limits import Limits
from exporter.pictures import Picture, read_picture
from exporter.pictures.exif import adobe_rgb
from exporter.pictures.profiles import is_srgb
from exporter.pictures.strip import strip
from exporter.report import InputError

LIMITS = Limits()
SECRETS = (b"SECRETCAM", b"Secret Artist", b"GPSSECRET", b"COMMENTSECRET", b"XMPSECRET", b"IPTCSECRET")
ORIENTATION, MAKE, ARTIST, GPS = 0x0112, 0x010F, 0x013B, 0x8825


def read(data: bytes, name: str = "harbour.jpg", limits: Limits = LIMITS) -> Picture:
    return read_picture(data, name, limits)


def photo(size: tuple[int, int] = (48, 32)) -> Image.Image:
    """Return a picture with many colours, red at the top left corner, blue at the top right one."""
    rng = random.Random(7)
    noise = Image.frombytes("RGB", size, rng.randbytes(size[0] * size[1] * 3))
    picture = Image.blend(noise, Image.new("RGB", size, (128, 128, 128)), 0.5)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 15, 15), fill=(255, 0, 0))
    draw.rectangle((size[0] - 16, 0, size[0], 15), fill=(0, 0, 255))
    return picture


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    stream = BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[ORIENTATION], tags[MAKE], tags[ARTIST] = orientation, "SECRETCAM", "Secret Artist"
    tags.get_ifd(GPS)[1] = "N"
    tags.get_ifd(GPS)[29] = "GPSSECRET"
    return tags


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def pixels(picture: Picture) -> Image.Image:
    image = Image.open(BytesIO(picture.data))
    image.load()
    return image


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes((marker,)) + struct.pack(">H", len(body) + 2) + body


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def looks_like(colour: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(have - want) < 24 for have, want in zip(colour, wanted, strict=True))


def turned(orientation: int) -> Image.Image:
    """Return the picture as a camera stores it when it was held so that `orientation` brings it upright."""
    inverse = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    return photo() if inverse is None else photo().transpose(Image.Transpose(inverse))


# --- kept as it came -------------------------------------------------------------------------------------------------


def test_an_upright_jpeg_without_metadata_is_kept_byte_for_byte() -> None:
    data = saved(photo(), "JPEG")
    assert read(data).data == data


@pytest.mark.parametrize("progressive", [False, True])
def test_the_picture_data_of_a_jpeg_is_not_coded_again(progressive: bool) -> None:
    plain = saved(photo(), "JPEG", progressive=progressive)
    described = saved(photo(), "JPEG", progressive=progressive, exif=exif(), comment=b"COMMENTSECRET")
    assert read(described).data == plain


def test_a_jpeg_says_its_size_and_that_it_is_in_colour() -> None:
    picture = read(saved(photo(), "JPEG"))
    assert (picture.width, picture.height, picture.grey, picture.alpha) == (48, 32, False, False)
    assert (picture.format, picture.suffix, picture.media_type) == ("jpeg", "jpg", "image/jpeg")


def test_a_grey_jpeg_stays_grey() -> None:
    data = saved(photo().convert("L"), "JPEG")
    assert read(data).grey
    assert read(data).data == data


def test_a_png_of_eight_bits_keeps_its_pixel_data() -> None:
    data = saved(photo(), "PNG")
    assert read(data).data == data


def test_the_kind_is_told_by_the_content_not_by_the_name() -> None:
    assert read(saved(photo(), "PNG"), "harbour.jpg").format == "png"
    assert read(saved(photo(), "JPEG"), "harbour.png").format == "jpeg"


# --- what never leaves the machine -----------------------------------------------------------------------------------


def with_every_secret(data: bytes) -> bytes:
    """Return the JPEG with a comment, XMP, IPTC, an unknown segment and a second picture after its end."""
    extra = (
        segment(0xFE, b"COMMENTSECRET")
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>XMPSECRET</x:xmpmeta>")
        + segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0eIPTCSECRET")
        + segment(0xE5, b"IPTCSECRET")
        + segment(0xE2, b"MPF\x00XMPSECRET")
        + segment(0xE0, b"JFXX\x00XMPSECRET")
    )
    return data[:2] + extra + data[2:] + b"\xff\xd8XMPSECRET" + b"ftypmp42 GPSSECRET"


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_camera_place_artist_and_comments_never_come_through(form: str, orientation: int) -> None:
    data = saved(photo(), form, exif=exif(orientation))
    if form == "JPEG":
        data = with_every_secret(data)
    if form == "PNG":
        header_end = 8 + 25
        texts = chunk(b"tEXt", b"Author\x00Secret Artist") + chunk(b"tIME", b"\x07\xe8\x01\x01\x00\x00\x00")
        data = data[:header_end] + texts + chunk(b"prVt", b"XMPSECRET") + data[header_end:] + b"GPSSECRET"
    assert any(secret in data for secret in SECRETS)
    result = read(data).data
    assert [secret for secret in SECRETS if secret in result] == []
    assert not pixels(read(data)).getexif()


def test_the_thumbnail_of_a_jfif_header_is_cut_off() -> None:
    data = saved(photo(), "JPEG")
    thumbnail = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x02\x02" + b"XMPSECRETxyz")
    assert read(data[:2] + thumbnail + data[20:]).data == data


def test_a_png_keeps_only_the_chunks_that_its_pixels_and_colours_need() -> None:
    data = saved(photo(), "PNG")
    colours = chunk(b"gAMA", struct.pack(">I", 45455)) + chunk(b"sRGB", b"\x00")
    described = data[:33] + chunk(b"tEXt", b"Comment\x00XMPSECRET") + colours + data[33:]
    assert read(described).data == data[:33] + colours + data[33:]


# --- upright ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_picture_stands_as_the_camera_was_held(form: str, orientation: int) -> None:
    options: dict[str, Any] = {"exif": exif(orientation)}
    if form == "JPEG":
        options |= {"subsampling": 0, "quality": 95}
    if form == "WEBP":
        options |= {"lossless": True}
    if form == "AVIF":
        options |= {"quality": 95, "subsampling": "4:4:4"}
    picture = read(saved(turned(orientation), form, **options))
    image = pixels(picture)
    assert (picture.width, picture.height) == image.size == (48, 32)
    assert looks_like(image.getpixel((5, 5)), (255, 0, 0))
    assert looks_like(image.getpixel((42, 5)), (0, 0, 255))


def test_damaged_exif_leaves_the_picture_as_it_is_stored() -> None:
    data = saved(photo(), "JPEG")
    for broken in (b"", b"II", b"II*\x00\xff\xff\xff\xff", b"MM\x00*\x00\x00\x00\x08\xff\xff\x01\x12", b"\x00" * 40):
        assert read(data[:2] + segment(0xE1, b"Exif\x00\x00" + broken) + data[2:]).data == data


def test_an_orientation_outside_one_to_eight_is_taken_for_upright() -> None:
    plain = saved(photo(), "JPEG")
    assert read(saved(photo(), "JPEG", exif=exif(9))).data == plain


def test_a_turned_jpeg_keeps_its_colour_sampling() -> None:
    from PIL.JpegImagePlugin import get_sampling

    for sampling in (0, 2):
        result = read(saved(photo(), "JPEG", exif=exif(6), subsampling=sampling))
        assert get_sampling(pixels(result)) == sampling


# --- colour ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", [1, 3])
def test_the_colour_profile_stays_with_the_picture(form: str, orientation: int) -> None:
    picture = read(saved(photo(), form, icc_profile=srgb(), exif=exif(orientation)))
    assert picture.icc == srgb()
    assert pixels(picture).info["icc_profile"] == srgb()


def camera_of_adobe_rgb(order: str, index: bytes = b"R03\0") -> bytes:
    """Return EXIF as a camera writes that is set to Adobe RGB: three directories, each of one entry, one in another."""

    def entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
        return struct.pack(order + "HHHI4sI", 1, tag, kind, count, value, 0)

    def place(at: int) -> bytes:
        return struct.pack(order + "I", at)

    head = (b"II*\0" if order == "<" else b"MM\0*") + place(8)
    return head + entry(0x8769, 4, 1, place(26)) + entry(0xA005, 4, 1, place(44)) + entry(1, 2, 4, index)


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_whose_camera_means_adobe_rgb_gets_that_profile(order: str) -> None:
    """Cameras say so in EXIF alone, which does not come through; without a profile the photo is dull everywhere."""
    plain = saved(photo(), "JPEG")
    told = plain[:2] + segment(0xE1, b"Exif\0\0" + camera_of_adobe_rgb(order)) + plain[2:]
    picture = read(told)
    assert picture.icc == pixels(picture).info["icc_profile"] == adobe_rgb()
    sheet = Image.new("RGB", (1, 1), (180, 60, 50))
    seen = ImageCms.profileToProfile(
        sheet, ImageCms.ImageCmsProfile(BytesIO(adobe_rgb())), ImageCms.createProfile("sRGB")
    )
    assert seen is not None and looks_like(seen.getpixel((0, 0)), (208, 57, 46))


def test_the_profile_of_a_file_counts_more_than_what_its_camera_says() -> None:
    told = saved(photo(), "JPEG", icc_profile=srgb())
    told = told[:2] + segment(0xE1, b"Exif\0\0" + camera_of_adobe_rgb("<")) + told[2:]
    assert read(told).icc == srgb()


def test_a_camera_of_srgb_and_damaged_exif_give_no_profile() -> None:
    plain, whole = saved(photo(), "JPEG"), camera_of_adobe_rgb("<")
    for exif_block in (camera_of_adobe_rgb("<", b"R98\0"), whole[:50], whole[:30], whole[:12], b"II"):
        assert read(plain[:2] + segment(0xE1, b"Exif\0\0" + exif_block) + plain[2:]).data == plain


def test_a_long_profile_is_put_together_from_its_segments() -> None:
    long = srgb() + bytes(150_000)
    picture = read(saved(photo(), "JPEG", icc_profile=long))
    assert picture.icc == long
    assert pixels(picture).info["icc_profile"] == long


def test_a_profile_for_other_channels_is_left_out() -> None:
    picture = read(saved(photo().convert("L"), "JPEG", icc_profile=srgb()))
    assert picture.icc == b""
    assert b"ICC_PROFILE" not in picture.data


def test_a_png_profile_that_inflates_without_end_is_left_out() -> None:
    data = saved(photo(), "PNG")
    bomb = chunk(b"iCCP", b"x\x00\x00" + zlib.compress(bytes(30_000_000), 9))
    assert read(data[:33] + bomb + data[33:]).data == data


def test_a_cmyk_jpeg_with_adobe_marker_comes_out_right_side_out() -> None:
    sheet = Image.new("CMYK", (32, 32), (0, 0, 0, 0))
    sheet.paste((0, 255, 255, 0), (0, 0, 16, 32))
    data = saved(sheet, "JPEG", quality=95)
    assert b"Adobe" in data
    image = pixels(read(data))
    assert looks_like(image.getpixel((4, 16)), (255, 0, 0))
    assert looks_like(image.getpixel((28, 16)), (255, 255, 255))


def test_a_cmyk_jpeg_without_adobe_marker_comes_out_right_side_out() -> None:
    upside_down = Image.new("CMYK", (32, 32), (255, 255, 255, 255))
    upside_down.paste((255, 0, 0, 255), (0, 0, 16, 32))
    data = saved(upside_down, "JPEG", quality=95)
    at = data.index(b"\xff\xee")
    bare = data[:at] + data[at + 16 :]
    assert b"Adobe" not in bare
    image = pixels(read(bare))
    assert looks_like(image.getpixel((4, 16)), (255, 0, 0))
    assert looks_like(image.getpixel((28, 16)), (255, 255, 255))


def test_a_cmyk_picture_becomes_rgb_without_the_printer_profile() -> None:
    broken = bytearray(srgb())
    broken[16:20] = b"CMYK"
    picture = read(saved(photo().convert("CMYK"), "TIFF", icc_profile=bytes(broken)))
    assert (picture.grey, picture.icc) == (False, b"")
    assert pixels(picture).mode == "RGB"


def test_a_jpeg_that_is_rgb_by_the_names_of_its_components_says_so() -> None:
    """Without a marker, decoders of photos look at the names, and those of PDFs see false colours."""
    marked = saved(photo(), "JPEG", keep_rgb=True)
    at = marked.index(b"\xff\xee")
    assert read(marked).data == marked
    assert read(marked[:at] + marked[at + 16 :]).data == marked


@pytest.mark.parametrize(
    ("frame", "bits", "said"),
    [(0xC3, 8, "coded without loss"), (0xC5, 8, "coded in layers"), (0xC1, 12, "coded with 12 bits a channel")],
)
def test_a_jpeg_that_few_programs_read_is_named_for_what_it_is(frame: int, bits: int, said: str) -> None:
    data = bytearray(saved(photo(), "JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 1], data[at + 4] = frame, bits
    with pytest.raises(InputError, match=said) as refused:
        read(bytes(data))
    assert "save it again" in refused.value.hint


def test_a_large_jpeg_that_is_coded_arithmetically_is_decoded() -> None:
    """What the bits say is nonsense here, because Pillow cannot write them: a decoder takes them all the same."""
    data = bytearray(saved(photo((400, 300)), "JPEG", quality=95))
    assert len(data) > 65_536  # more than Pillow reads at once
    data[data.index(b"\xff\xc0") + 1] = 0xC9
    assert (read(bytes(data)).width, read(bytes(data)).data[:2]) == (400, b"\xff\xd8")


def test_where_pillow_was_built_without_avif_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporter.pictures.decode.find_spec", lambda _: None)
    with pytest.raises(InputError, match="an AVIF picture, which this installation of Pillow cannot read"):
        read(saved(photo(), "AVIF"))


def test_profiles_of_srgb_are_told_from_those_of_other_colours() -> None:
    wider = bytearray(srgb())
    at = int.from_bytes(wider[wider.index(b"rXYZ", 128) + 4 :][:4], "big")
    struct.pack_into(">i", wider, at + 8, round(0.515 * 65536))  # the red of Display P3
    assert is_srgb(srgb())
    assert not any(map(is_srgb, (bytes(wider), srgb()[:150], b"")))


# --- made anew -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["TIFF", "WEBP", "AVIF"])
def test_a_photo_in_another_format_becomes_a_jpeg(form: str) -> None:
    assert read(saved(photo(), form)).format == "jpeg"


@pytest.mark.parametrize("form", ["TIFF", "WEBP", "GIF"])
def test_a_drawing_of_few_colours_becomes_a_png(form: str) -> None:
    drawing = Image.new("RGB", (40, 40), (255, 255, 255))
    drawing.paste((0, 90, 0), (10, 10, 30, 30))
    picture = read(saved(drawing, form, **({"lossless": True} if form == "WEBP" else {})))
    assert picture.format == "png"
    assert pixels(picture).getpixel((20, 20)) == (0, 90, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_every_mode_comes_out_with_eight_bits_and_no_palette(form: str, mode: str) -> None:
    source = Image.frombytes("I;16", (48, 32), bytes(48 * 32 * 2)) if mode == "I;16" else photo().convert(mode)
    picture = read(saved(source, form))
    assert pixels(picture).mode == ("L" if picture.grey else "RGB")
    assert picture.grey == (mode in ("1", "L", "LA", "I;16"))
    if picture.format == "png":
        assert picture.data[24] == 8  # bits a channel
        assert picture.data[25] in (0, 2)  # colour type
        assert picture.data[28] == 0  # not interlaced


def test_sixteen_bits_of_grey_keep_their_tones() -> None:
    tones = b"".join(struct.pack("<H", value * 257) for value in range(256))
    picture = read(saved(Image.frombytes("I;16", (256, 1), tones), "PNG"))
    assert pixels(picture).tobytes() == bytes(range(256))


def test_an_interlaced_png_is_written_line_by_line() -> None:
    raw = b"".join(b"\x00" + bytes((10, 20, 30)) for _ in range(1))
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 1)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    picture = read(data)
    assert picture.data[28] == 0
    assert pixels(picture).getpixel((0, 0)) == (10, 20, 30)


def test_what_can_be_seen_through_stays_so() -> None:
    glass = photo().convert("RGBA")
    glass.putalpha(Image.linear_gradient("L").resize(glass.size))
    for form in ("PNG", "TIFF", "WEBP"):
        picture = read(saved(glass, form))
        assert (picture.format, picture.alpha) == ("png", True)
        assert pixels(picture).getchannel("A").getextrema()[0] < 10


def test_an_alpha_channel_that_hides_nothing_is_dropped() -> None:
    picture = read(saved(photo().convert("RGBA"), "PNG"))
    assert not picture.alpha
    assert pixels(picture).mode == "RGB"


def test_a_transparent_colour_becomes_an_alpha_channel() -> None:
    drawing = Image.new("P", (20, 20), 0)
    drawing.putpalette([255, 255, 255, 200, 0, 0])
    drawing.paste(1, (5, 5, 15, 15))
    for form in ("PNG", "GIF"):
        image = pixels(read(saved(drawing, form, transparency=0)))
        assert image.mode == "RGBA"
        assert image.getpixel((0, 0))[3] == 0
        assert image.getpixel((10, 10)) == (200, 0, 0, 255)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "AVIF", "PNG", "TIFF"])
def test_of_an_animation_the_first_frame_is_taken(form: str) -> None:
    frames = [Image.new("RGB", (30, 30), colour) for colour in ((200, 0, 0), (0, 200, 0))]
    picture = read(saved(frames[0], form, save_all=True, append_images=frames[1:]))
    assert looks_like(pixels(picture).convert("RGB").getpixel((15, 15)), (200, 0, 0))
    assert getattr(pixels(picture), "n_frames", 1) == 1


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "GIF"])
def test_the_same_file_gives_the_same_bytes(form: str) -> None:
    data = saved(photo(), form, exif=exif(6)) if form != "GIF" else saved(photo(), form)
    assert read(data) == read(data)


# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"The Morning Post\n", "is no picture"),
        (b"\x00\x00\x00\x18ftypheic", "is a HEIC picture"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1heic", "is a HEIC picture"),
        (b"\xff\x0a\xfa\x1f", "is a JPEG XL picture"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "is a JPEG 2000 picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG drawing"),
        (b"%PDF-1.7", "is a PDF file"),
        (b"BM\x00\x00", "is a BMP picture"),
    ],
)
def test_what_is_no_usable_picture_is_named_for_what_it_is(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        read(data, "front.jpg")
    assert "front.jpg" in refused.value.message
    assert "JPEG, PNG, TIFF, WebP, AVIF or GIF" in refused.value.hint


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_that_is_cut_short_is_refused_with_its_name(form: str, share: float) -> None:
    data = saved(photo((300, 200)), form)
    with pytest.raises(InputError, match=r"quay\.jpg is (cut short|damaged)") as refused:
        read(data[: int(len(data) * share)], "quay.jpg")
    assert refused.value.hint


def test_a_picture_over_the_pixel_limit_is_refused_before_it_is_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    with pytest.raises(InputError, match=r"3,600\.0 million pixels, more than 50 million"):
        read(bomb)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "GIF"])
def test_the_pixel_limit_holds_for_every_format(form: str) -> None:
    data = saved(photo(), form)
    assert read(data, limits=Limits(picture_pixels=48 * 32)).width == 48
    with pytest.raises(InputError, match="million pixels"):
        read(data, limits=Limits(picture_pixels=48 * 32 - 1))


def test_a_jpeg_with_thousands_of_scans_is_refused() -> None:
    data = saved(photo(), "JPEG", progressive=True)
    last_scan = data.rindex(b"\xff\xda")
    with pytest.raises(InputError, match="damaged"):
        read(data[:-2] + data[last_scan:-2] * 1000 + data[-2:])


def test_a_png_of_no_width_is_refused() -> None:
    header = struct.pack(">IIBBBBB", 0, 5, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    with pytest.raises(InputError, match=r"has no pixels|damaged"):
        read(data)


def test_a_picture_for_laboratories_is_refused() -> None:
    with pytest.raises(InputError, match="colour mode for laboratories"):
        read(saved(Image.new("F", (8, 8), 0.5), "TIFF"))


WHOLE = {form: saved(photo(), form, **({"exif": exif(6)} if form != "GIF" else {}))
         for form in ("JPEG", "PNG", "WEBP", "AVIF", "GIF")}  # fmt: skip


@pytest.mark.parametrize("form", sorted(WHOLE))
@settings(max_examples=150, deadline=None, derandomize=True)
@given(spots=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_damaged_file_gives_a_picture_or_an_input_error_and_nothing_else(
    form: str, spots: list[tuple[int, int]]
) -> None:
    damaged = bytearray(WHOLE[form])
    for at, value in spots:
        damaged[at % len(damaged)] = value
    try:
        picture = read(bytes(damaged))
    except InputError as refused:
        assert "harbour.jpg" in refused.message
    else:
        assert pixels(picture).size == (picture.width, picture.height)


def arithmetic(data: bytes) -> bytes:
    """Return the baseline JPEG as one that says it is coded arithmetically, which few programs read."""
    return data.replace(b"\xff\xc0", b"\xff\xc9", 1)


def test_a_jpeg_that_few_programs_read_is_not_kept_as_it_is() -> None:
    data = arithmetic(saved(photo(), "JPEG"))
    try:
        picture = read(data)
    except InputError:
        return  # this decoder does not read it either
    assert picture.data != data
    assert b"\xff\xc9" not in picture.data


@pytest.mark.parametrize("side", [65_500, 65_501])
def test_a_jpeg_that_is_longer_than_any_decoder_takes_is_refused(side: int) -> None:
    data = saved(Image.new("L", (16, 16), 128), "JPEG", progressive=True)
    size = data.index(b"\xff\xc2") + 5
    long = data[:size] + struct.pack(">HH", 16, side) + data[size + 4 :]
    if decodes(long):
        assert read(long).width == side
    else:
        with pytest.raises(InputError, match="damaged"):
            read(long)
    assert decodes(long) == (side == 65_500)


@pytest.mark.parametrize("progressive", [False, True])
@settings(max_examples=200, deadline=None, derandomize=True)
@given(spots=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=8))
def test_what_is_let_in_by_its_heads_can_be_decoded_whole(progressive: bool, spots: list[tuple[int, int]]) -> None:
    damaged = bytearray(saved(photo(), "JPEG", progressive=progressive))
    for at, value in spots:
        damaged[at % len(damaged)] = value
    try:
        stripped = strip(bytes(damaged), "JPEG", "x.jpg")
    except InputError:
        return
    whole, heads = decodes(stripped.data), decodes(stripped.heads)
    assert heads == whole or not stripped.heads


def decodes(data: bytes) -> bool:
    """Return True where Pillow decodes the whole JPEG."""
    from PIL.JpegImagePlugin import JpegImageFile

    try:
        JpegImageFile(BytesIO(data)).load()
    except Exception:
        return False
    return True


def test_fill_bytes_before_a_marker_are_left_out() -> None:
    data = saved(photo(), "JPEG", progressive=True)
    filled = data.replace(b"\xff\xda", b"\xff\xff\xff\xda")
    assert read(filled).data == data
