"""JPEG and PNG files without their metadata: the parts a decoder needs are kept byte for byte, all others are cut.

Pillow is given only what comes out of here, so that it parses no EXIF, XMP or text. Structure: ITU-T T.81 annex B
(JPEG), https://www.w3.org/TR/png-3/#5DataRep (PNG).
"""

from __future__ import annotations

import struct
import zlib
from typing import Literal

from msgspec import Struct

from exporter.pictures.exif import exif_orientation, exif_profile
from exporter.regex import regex
from exporter.report import InputError

Kind = Literal["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "GIF"]

SAVE_AGAIN = "open it in a picture editor and save it again, or supply another file"
SCANS = 100  # a progressive photo has about ten; thousands of scans keep a decoder busy for minutes
PROFILE_BYTES = 4_000_000  # a large printer profile has 2 MB; what inflates further is no profile
COLOUR_SPACES = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}  # ICC.1:2022, table 19, by number of channels

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
PNG_COLOUR = (b"cHRM", b"gAMA", b"sRGB")

SOI, EOI, SOS = b"\xff\xd8", b"\xff\xd9", 0xDA
APP0, APP1, APP2, APP14, APP15, COM = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
USUAL_FRAMES = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive
UNUSUAL_FRAMES = (
    dict.fromkeys((0xC3, 0xC7, 0xCB, 0xCF), "without loss")
    | dict.fromkeys((0xC5, 0xC6), "in layers")
    | (dict.fromkeys((0xC9, 0xCA, 0xCD, 0xCE), "arithmetically"))
)
FRAMES = (*USUAL_FRAMES, *UNUSUAL_FRAMES)
RGB_COMPONENTS = b"RGB"  # what libjpeg (jdapimin.c) takes for RGB by its names, where no marker says what it is
IS_RGB = b"\xff\xee\x00\x0eAdobe\x00d\x00\x00\x00\x00\x00"  # an Adobe marker that says: not transformed
ONE_PIXEL = b"\x00\x01\x00\x01"
LONGEST_SIDE = 65_500  # libjpeg, jmorecfg.h: JPEG_MAX_DIMENSION
# 00 is a stuffed byte, D0 to D7 restart the decoder. The pattern begins with one byte, not a repeated one, and so is
# looked for 20 times as quickly; fill bytes before the marker are left to the scan and taken off it.
ADDS_LAST_BIT = 0x10  # T.81, B.2.3: Ah 1, Al 0
AFTER_SCAN = regex(rb"\xff(?![\x00\xff\xd0-\xd7])")
EXIF, ICC, ADOBE, JFIF = b"Exif\x00", b"ICC_PROFILE\x00", b"Adobe", b"JFIF\x00"


class Stripped(Struct, frozen=True):
    """A picture file without metadata, and what the metadata said that matters to the eye.

    `orientation` is the EXIF value, 1 to 8 (1 = upright); `icc` fits the picture's number of channels or is empty;
    `colour` are PNG chunks that say what the numbers mean (gAMA, cHRM, sRGB), as they stand in the file.
    `heads` is a JPEG of one pixel that has the heads of this one and no entropy-coded data: all that a decoder can
    refuse, at no cost. There are none of a JPEG that is coded as only some programs can read; `coding` says how.
    """

    data: bytes
    orientation: int = 1
    icc: bytes = b""
    colour: bytes = b""
    adobe: bool = False  # JPEG: an Adobe marker, which means that CMYK is stored upside down
    heads: bytes = b""
    coding: str = ""


def strip(data: bytes, kind: Kind, name: str) -> Stripped:
    """Return the JPEG or PNG without metadata; other kinds come back whole, because they are always made anew."""
    match kind:
        case "JPEG":
            return strip_jpeg(data, name)
        case "PNG":
            return strip_png(data, name)
        case _:
            return Stripped(data)


def strip_jpeg(data: bytes, name: str) -> Stripped:
    """Return the first picture of a JPEG file without EXIF, XMP, IPTC, comments, thumbnails and what follows it.

    Kept besides the picture: JFIF (without its thumbnail), a profile that fits the channels, and the Adobe marker. What
    is missing and only told otherwise is put in, because a PDF or an e-reader would show other colours: that marker
    where the names of the components say that they are RGB, the profile where the camera says that it is Adobe RGB.
    """
    kept, heads = [SOI], [SOI]
    exif, adobe, channels, coding, names = b"", False, 0, "", b""
    profile: dict[int, bytes] = {}
    profile_at = 1
    for marker, segment, scan in _jpeg_segments(data, name):
        body = segment[4:]
        if marker == APP0 and body.startswith(JFIF) and len(body) >= 12:
            kept.append(b"\xff\xe0\x00\x10" + body[:12] + b"\x00\x00")
            heads.append(kept[-1])
            profile_at = len(kept)
        elif marker == APP1 and body.startswith(EXIF):
            exif = body[6:]
        elif marker == APP2 and body.startswith(ICC) and len(body) > 14:
            profile[body[12]] = body[14:]
        elif marker == APP14 and body.startswith(ADOBE):
            adobe = True
            kept.append(segment)
            heads.append(segment)
        elif not APP0 <= marker <= APP15 and marker != COM:
            kept += (segment, scan)
            if marker in FRAMES and len(body) > 5:
                channels, names = body[5], body[6::3]
                coding = UNUSUAL_FRAMES.get(marker, "" if body[0] == 8 else f"with {body[0]} bits a channel")
                segment = _one_pixel(segment)
            heads.append(segment)
    icc = fitting_profile(b"".join(profile[number] for number in sorted(profile)) or exif_profile(exif), channels)
    kept[profile_at:profile_at] = _profile_segments(icc)
    if names == RGB_COMPONENTS and profile_at == 1 and not adobe:
        kept.insert(1, IS_RGB)
    readable = b"".join((*heads, EOI)) if channels and not coding else b""
    return Stripped(b"".join((*kept, EOI)), exif_orientation(exif), icc, adobe=adobe, heads=readable, coding=coding)


def _one_pixel(frame: bytes) -> bytes:
    """Return the frame's head (T.81, B.2.2) for a single pixel; as it is where decoders refuse it for its size.

    A decoder goes over all blocks of a picture, scan by scan, also where it has nothing to decode.
    """
    height, width = struct.unpack_from(">HH", frame, 5)
    usual = 0 < height <= LONGEST_SIDE and 0 < width <= LONGEST_SIDE
    return frame[:5] + ONE_PIXEL + frame[9:] if usual else frame


def coarse_jpeg(data: bytes) -> bytes:
    """Return a progressive JPEG without its last scans, which add one bit to each frequency; others as they are.

    They are up to half of the file and of the time to decode it (41 % of one saved at a quality of 85, 14 % at 90). At
    half its size the photo differs by 42 dB then, less than by being saved once more at a quality of 82.
    """
    kept = [SOI]
    for marker, segment, scan in _jpeg_segments(data, ""):
        start, _, bits = segment[-3:]  # of a scan's head: the first frequency, the last, the bits before and after
        if marker != SOS or start == 0 or bits != ADDS_LAST_BIT:
            kept += (segment, scan)
    return b"".join((*kept, EOI))


def _jpeg_segments(data: bytes, name: str) -> list[tuple[int, bytes, bytes]]:
    """Return (marker, segment with its head, entropy-coded data after it) of each segment between SOI and EOI."""
    segments: list[tuple[int, bytes, bytes]] = []
    at, scans = 2, 0
    while data[at : at + 2] != EOI:
        head = data[at : at + 4]
        if len(head) < 4 or head[0] != 0xFF:
            raise InputError(f"photo {name} is cut short or damaged", hint=SAVE_AGAIN)
        if head[1] == 0xFF:  # fill bytes may stand before any marker (T.81, B.1.1.2)
            at += 1
            continue
        end = at + 2 + int.from_bytes(head[2:4], "big")
        segment, next_at = data[at:end], end
        if head[1] == SOS:
            after = AFTER_SCAN.search(data, end)
            if after is None:
                raise InputError(f"photo {name} is cut short", hint=SAVE_AGAIN)
            next_at, scans = after.start(), scans + 1
        if end - at < 4 or scans > SCANS:
            raise InputError(f"photo {name} is damaged", hint=SAVE_AGAIN)
        segments.append((head[1], segment, data[end:next_at].rstrip(b"\xff")))
        at = next_at
    return segments


def _profile_segments(icc: bytes) -> list[bytes]:
    """Return the profile as APP2 segments (ICC.1:2022, annex B.4): at most 65,519 bytes each, numbered from 1."""
    pieces = [icc[start : start + 65_519] for start in range(0, len(icc), 65_519)]
    return [
        b"\xff\xe2" + struct.pack(">H", len(piece) + 16) + ICC + bytes((number, len(pieces))) + piece
        for number, piece in enumerate(pieces, 1)
    ]


def strip_png(data: bytes, name: str) -> Stripped:
    """Return the PNG file without text, times, EXIF, animation and private chunks, and without what follows its end.

    Kept besides the picture: a profile that fits the channels, gAMA, cHRM, sRGB.
    """
    kept, colour, orientation, icc, channels = [PNG_SIGNATURE], [], 1, b"", 3
    for kind, chunk in _png_chunks(data, name):
        body = chunk[8:-4]
        if kind == b"IHDR" and len(body) == 13:
            channels = 1 if body[9] in (0, 4) else 3
        if kind in PNG_PIXELS:
            kept.append(chunk)
        elif kind in PNG_COLOUR:
            colour.append(chunk)
        elif kind == b"eXIf":
            orientation = exif_orientation(body)
        elif kind == b"iCCP":
            icc = fitting_profile(_inflate_profile(body), channels)
            colour += [chunk] if icc else []
    kept[2:2] = colour
    return Stripped(b"".join(kept), orientation, icc, b"".join(colour))


def _png_chunks(data: bytes, name: str) -> list[tuple[bytes, bytes]]:
    """Return (kind, whole chunk) of each chunk up to IEND."""
    chunks: list[tuple[bytes, bytes]] = []
    at = len(PNG_SIGNATURE)
    while not chunks or chunks[-1][0] != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            raise InputError(f"photo {name} is cut short or damaged", hint=SAVE_AGAIN)
        chunks.append((data[at + 4 : at + 8], data[at:end]))
        at = end
    return chunks


def _inflate_profile(body: bytes) -> bytes:
    """Return the profile of an iCCP chunk, or no bytes where it is damaged or larger than a profile can be."""
    packed = body.partition(b"\x00")[2][1:]
    inflate = zlib.decompressobj()
    try:
        profile = inflate.decompress(packed, PROFILE_BYTES)
    except zlib.error:
        return b""
    return profile if inflate.eof else b""


def fitting_profile(icc: bytes, channels: int) -> bytes:
    """Return the ICC profile if it is one for pictures of so many channels, else no bytes.

    A profile for other channels makes viewers refuse the picture or show false colours.
    """
    fits = len(icc) >= 128 and icc[36:40] == b"acsp" and icc[16:20] == COLOUR_SPACES.get(channels)
    return icc if fits and len(icc) <= PROFILE_BYTES else b""
