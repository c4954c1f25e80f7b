"""What picture files say fills blanks, and nothing more."""

import struct
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin, TiffImagePlugin

from exporter.env import fixed_env
from exporter.model import Person, Photo, text_of
from exporter.pictures.metadata import read_metadata
from exporter.readers import Given, Reading, read
from exporter.report import Report

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/"
  xmlns:xr="http://ns.adobe.com/xap/1.0/rights/" xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
  ps:Headline="Empty quay" ps:City="Sandvik" ps:Country="Norway" ps:DateCreated="2026-05-03T09:00:00" ps:Credit="Nordfoto">
 <dc:description><rdf:Alt><rdf:li xml:lang="nb">Kaia.</rdf:li><rdf:li xml:lang="x-default">The quay – at last.</rdf:li></rdf:Alt></dc:description>
 <dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>Bo Ek</rdf:li></rdf:Seq></dc:creator>
 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 Nordfoto</rdf:li></rdf:Alt></dc:rights>
 <xr:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial use only</rdf:li></rdf:Alt></xr:UsageTerms>
 <core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A long quay</rdf:li></rdf:Alt></core:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def dataset(number: int, data: bytes, record: int = 2) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(data)) + data


def iim(utf8: bool = False) -> bytes:
    code = "utf-8" if utf8 else "cp1252"
    parts = [
        (120, "Café on the quay (AP Photo/Ann Lee)"),
        (80, "Ann Lee"),
        (85, "Stringer"),
        (40, "ONE TIME USE ONLY; NO ARCHIVES"),
    ]
    head = dataset(90, b"\x1b%G", record=1) if utf8 else b""
    return head + b"".join(dataset(number, text.encode(code)) for number, text in parts)


def jpeg(xmp: bytes = b"", packet: bytes = b"") -> bytes:
    stream = BytesIO()
    Image.new("L", (8, 8)).save(stream, "JPEG")
    data, extra = stream.getvalue(), b""
    if xmp:
        body = b"http://ns.adobe.com/xap/1.0/\0" + xmp
        extra += b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    if packet:
        padded = packet + b"\0" * (len(packet) % 2)
        body = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(packet)) + padded
        extra += b"\xff\xed" + struct.pack(">H", len(body) + 2) + body
    return data[:2] + extra + data[2:]


def png(xmp: bytes, packed: bool) -> bytes:
    stream, info = BytesIO(), PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=packed)
    Image.new("L", (8, 8)).save(stream, "PNG", pnginfo=info)
    return stream.getvalue()


def tiff(xmp: bytes, packet: bytes) -> bytes:
    stream, tags = BytesIO(), TiffImagePlugin.ImageFileDirectory_v2()
    tags.tagtype[700], tags.tagtype[33723] = 1, 7
    tags[700], tags[33723] = xmp, packet
    Image.new("L", (8, 8)).save(stream, "TIFF", tiffinfo=tags)
    return stream.getvalue()


def webp(xmp: bytes) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "WEBP", xmp=xmp)
    return stream.getvalue()


def reading_with(picture: bytes, image: str = "![](quay.jpg)") -> Reading:
    text = f"# Harbour\n\nText.\n\n{image}\n"
    return read(text.encode(), "story.md", Given(), fixed_env({"quay.jpg": picture}), Report())


def photo_with(picture: bytes, image: str = "![](quay.jpg)") -> Photo:
    (photo,) = reading_with(picture, image).edition.articles[0].photos
    return photo


@pytest.mark.parametrize(
    "picture",
    [jpeg(XMP), png(XMP, False), png(XMP, True), tiff(XMP, iim()), webp(XMP)],
    ids=["jpeg", "png", "packed png", "tiff", "webp"],
)
def test_xmp_fills_the_blanks(picture: bytes) -> None:
    photo = photo_with(picture)
    assert text_of(photo.caption) == "The quay – at last."
    assert (photo.headline, photo.credit, photo.alt) == ("Empty quay", "Nordfoto", "A long quay")
    assert [person.name for person in photo.byline] == ["Ann Lee", "Bo Ek"]
    assert (photo.location, photo.date) == ("Sandvik, Norway", "2026-05-03T09:00:00")
    assert (photo.rights.notice, photo.rights.usage) == ("© 2026 Nordfoto", "Editorial use only")


@pytest.mark.parametrize("utf8", [True, False])
def test_iim_fills_the_blanks_in_either_alphabet(utf8: bool) -> None:
    photo = photo_with(jpeg(packet=iim(utf8)))
    assert text_of(photo.caption) == "Café on the quay"
    assert photo.credit == "AP Photo/Ann Lee"
    assert photo.byline == (Person("Ann Lee", "photographer", "Stringer"),)


def test_xmp_goes_before_iim() -> None:
    values = read_metadata(jpeg(XMP, iim()))
    assert values["caption"] == ("The quay – at last.",)
    assert values["instructions"] == ("ONE TIME USE ONLY; NO ARCHIVES",)


def test_the_words_of_the_story_win() -> None:
    photo = photo_with(jpeg(XMP), '![Own alt](quay.jpg "Own caption"){credit="Own/Agency"}')
    assert text_of(photo.caption) == "Own caption"
    assert (photo.alt, photo.credit, photo.byline) == ("Own alt", "Own/Agency", ())


def test_a_restriction_in_the_picture_is_kept_for_the_check() -> None:
    assert photo_with(jpeg(packet=iim())).rights.instructions == "ONE TIME USE ONLY; NO ARCHIVES"


@pytest.mark.parametrize("kind", ["cut", "bomb", "no xml", "long"])
def test_damaged_metadata_is_no_metadata(kind: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    pictures = {
        "cut": jpeg(XMP, iim())[:300],
        "bomb": jpeg(bomb),
        "no xml": jpeg(b"<x"),
        "long": jpeg(packet=dataset(120, b"x")[:-1] + b""),
    }
    assert set(read_metadata(pictures[kind])) <= {"caption"}


def test_every_cut_of_a_picture_is_read_without_a_failure() -> None:
    for picture in (jpeg(XMP, iim()), tiff(XMP, iim()), webp(XMP), png(XMP, True)):
        for length in range(0, len(picture), 23):
            assert isinstance(read_metadata(picture[:length]), dict)
