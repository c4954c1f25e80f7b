"""Hostile files and names: what a story may call its pictures, and what stands there."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from cases import Case, Content, Link, Special, story
from PIL import Image, PngImagePlugin

CANARY = "canary-camera-6b1f"  # a name, a serial number and a place that the camera wrote into the picture


def file_cases() -> Iterator[Case]:
    """Yield all cases of this file."""
    yield from names()
    yield from kinds()
    yield from commands()
    yield from noted()
    yield from broken_pictures()


def with_photo(name: str) -> str:
    """Return a story with one photo of that name."""
    return f'{{"headline": [{{"text": "Photo"}}], "language": "en", "body": [{{"kind": "paragraph", "text": [{{"text": "Words."}}]}}], "photos": [{{"id": "p", "src": "{name}", "alt": "The sea", "credit": "X"}}]}}'


def names() -> Iterator[Case]:
    """Names of pictures that lead out of the folder, or nowhere."""
    for number, name in enumerate(
        [
            "../outside.txt", "./../outside.txt", "a/../../outside.txt", "..\\\\outside.txt", "....//outside.txt", "%2e%2e/outside.txt",
            "..%2foutside.txt", "/etc/passwd", "//etc/passwd", "/proc/self/environ", "/proc/self/mem", "/dev/zero", "/dev/stdin",
            "\\\\\\\\server\\\\share\\\\a.jpg", "C:\\\\Windows\\\\win.ini", "file:///etc/passwd", "file:a.jpg", "http://127.0.0.1:9/a.jpg",
            "HTTPS://127.0.0.1/a.jpg", "ftp://127.0.0.1/a", "data:image/png;base64,iVBORw0KGgo=", "gopher://127.0.0.1/", "dict://127.0.0.1/",
            "~/.ssh/id_rsa", "$HOME/.profile", "`id`.jpg", "| id", "a.jpg\\u0000.png", "\\u202egpj.exe", "con", "nul.jpg", "a.jpg:stream", ".", "..",
            "/", "\\n", " ", "*", "a*.jpg", "{a,b}.jpg", "-o", "a" * 300 + ".jpg", "a/" * 200 + "b.jpg", "\\ud800.jpg",
        ]
    ):  # fmt: skip
        plain = "".join(sign if sign.isalnum() else "-" for sign in name)[:24].strip("-")
        yield Case(f"photo-named-{number}-{plain}", "5 resource", {"story.json": with_photo(name), "a": "x"})


def kinds() -> Iterator[Case]:
    """What stands where a picture should."""
    there: dict[str, tuple[str, Content]] = {
        "link-out": ("5 resource", Link("../outside.txt")),
        "link-absolute": ("5 resource", Link("/etc/passwd")),
        "link-to-itself": ("5 resource", Link("photo.jpg")),
        "link-to-nothing": ("5 resource", Link("nothing.jpg")),
        "link-to-a-device": ("5 resource", Link("/dev/zero")),
        "link-to-standard-input": ("5 resource", Link("/dev/stdin")),
        "link-to-the-process": ("5 resource", Link("/proc/self/environ")),
        "pipe": ("5 resource", Special("pipe")),
        "socket": ("5 resource", Special("socket")),
        "folder": ("5 resource", Special("folder")),
        "terabyte": ("5 resource", Special("huge")),
        "text": ("4 input", b"words"),
        "empty": ("4 input", b""),
        "html": ("4 input", b"<html><script>alert(1)</script>"),
        "svg": ("4 input", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        "svg-declared": ("4 input", b"<?xml version='1.0'?><svg/>"),
        "pdf": ("4 input", b"%PDF-1.7"),
        "postscript": ("4 input", b"%!PS-Adobe-3.0 EPSF-3.0"),
        "bmp": ("4 input", b"BM" + b"\0" * 100),
        "icon": ("4 input", b"\0\0\1\0" + b"\0" * 100),
        "heic": ("4 input", b"\0\0\0\x18ftypheic" + b"\0" * 100),
        "avif": ("4 input", b"\0\0\0\x18ftypavif" + b"\0" * 100),
        "jpeg-2000": ("4 input", b"\0\0\0\x0cjP  \r\n\x87\n"),
        "fits": ("4 input", b"SIMPLE  =                    T"),
        "photoshop": ("4 input", b"8BPS\0\1" + b"\0" * 100),
        "dds": ("4 input", b"DDS " + b"\0" * 200),
    }
    for name, (ends, content) in there.items():
        yield Case(f"photo-is-{name}", ends, {"story.json": with_photo("photo.jpg"), "photo.jpg": content})
    inner: dict[str, Content] = {"story.json": with_photo("all/outside.txt"), "all": Link("..")}
    yield Case("photo-in-a-linked-folder", "5 resource", inner)


def commands() -> Iterator[Case]:
    """Stories, folders and options that are not what they should be."""
    text = story("Words.")
    yield Case("story-is-a-pipe", "4 input", {"story.md": Special("pipe")})
    yield Case("story-is-a-socket", "4 input", {"story.md": Special("socket")})
    yield Case("story-is-a-link-to-itself", "4 input", {"story.md": Link("story.md")})
    yield Case("story-is-a-device", "4 input", {"story.md": Link("/dev/zero")})
    yield Case("story-is-a-terabyte", "4 input", {"story.md": Special("huge")})
    yield Case("story-is-an-empty-folder", "4 input", {"folder": Special("folder")})
    yield Case("story-is-missing", "4 input", {"a.md": text}, ("export", "b.md"))
    yield Case("story-has-a-name-of-an-option", "0", {"--version": text}, ("export", "--", "--version"))
    yield Case("story-has-an-odd-name", "0", {"a\u202eb;$(id)`x`&'\"#%?*.md": text})
    yield Case("story-has-a-name-of-dots", "0", {"...md": text})
    yield Case("story-has-a-long-name", "0", {"x" * 240 + ".md": text})
    yield Case("story-with-a-line-end-in-its-name", "0", {"a\nb.md": text})
    yield Case("folder-with-a-link-out", "0", {"in/a.md": text, "in/b.md": Link("/etc/passwd"), "in/c.md": Special("pipe")}, ("export", "in/a.md"))  # fmt: skip
    yield Case("folder-with-pipes-and-links", "0", {"in/a.md": text, "in/b.md": Special("pipe"), "in/c.md": Link("nothing")}, ("export", "in"))  # fmt: skip
    yield Case("standard-input-of-zeros", "4 input", {"a.md": text}, ("export", "-"), stdin=b"\0" * 100_000)
    yield Case("standard-input-of-nothing", "4 input", {"a.md": text}, ("export", "-"))
    yield Case("standard-input-named-outside", "0", {"a.md": text}, ("export", "-", "--name", "../../x.md"), stdin=text.encode())  # fmt: skip
    for name, ends, options in (
        ("photo-device-is-given", "5 resource", ("--photo", "/dev/zero")),
        ("caption-of-markup", "0", ("--caption", "<script>x</script>", "--photo", "p.png")),
        ("publication-of-markup", "0", ("--publication", "<b>&amp;\u202e\x1b[31m")),
        ("section-of-a-path", "0", ("--section", "../../etc")),
        ("language-of-a-path", "2", ("--lang", "../../etc/passwd")),
        ("date-of-words", "2", ("--date", "tomorrow; rm -rf /")),
        ("source-url-of-a-script", "2", ("--source-url", "javascript:alert(1)")),
        ("page-of-nothing", "2", ("--page-size", "0x0mm")),
        ("page-of-a-mile", "2", ("--page-size", "1609344x1609344mm")),
        ("page-of-a-stamp", "2", ("--page-size", "2x2mm")),
        ("columns-a-million", "2", ("--columns", "1000000")),
        ("style-of-a-url", "5", ("--style", "http://127.0.0.1/x.toml")),
        ("bleed-of-a-mile", "2", ("--bleed", "1609344mm")),
        ("icc-of-text", "4", ("--icc", "story.md", "--pdf-profile", "press")),
        ("icc-missing", "2", ("--icc", "nothing.icc")),
        ("reference-of-text", "4", ("--reference-doc", "story.md")),
        ("roles-of-text", "4", ("--roles", "story.md", "--from", "clipping")),
        ("max-size-of-nothing", "2", ("--max-size", "0")),
        ("name-of-an-edition-outside", "2", ("--edition", "--edition-name", "../../outside")),
        ("name-of-an-edition-absolute", "2", ("--edition", "--edition-name", "/tmp/canary-6b1f")),
        ("fetch-of-a-file", "1 resource", ("--fetch", "file:///etc/passwd")),
    ):
        files: dict[str, Content] = {"story.md": text, "p.png": png()}
        yield Case(f"option-{name}", ends, files, ("export", "story.md", *options))


def png(width: int = 4, height: int = 4, **info: str) -> bytes:
    """Return a small PNG, with text chunks."""
    stream, chunks = io.BytesIO(), PngImagePlugin.PngInfo()
    for key, value in info.items():
        chunks.add_text(key, value)
    Image.linear_gradient("L").resize((width, height)).save(stream, "PNG", pnginfo=chunks)
    return stream.getvalue()


def _exif() -> Image.Exif:
    """Return what cameras note: maker, serial number, owner, place and a preview picture."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0131], exif[0x013B], exif[0x013C] = (
        f"{CANARY}-{n}" for n in ("make", "soft", "artist", "host")
    )
    exif[0x9C9D] = f"{CANARY}-author".encode("utf-16-le")
    gps, camera = exif.get_ifd(0x8825), exif.get_ifd(0x8769)
    gps[1], gps[2], gps[0x1D], gps[0x1B] = "N", (59.0, 54.0, 33.0), f"{CANARY}-gps", f"{CANARY}-way".encode()
    camera[0xA431], camera[0xA430], camera[0x927C] = f"{CANARY}-serial", f"{CANARY}-owner", f"{CANARY}-maker".encode()
    return exif


def _photo(format: str, **more: object) -> bytes:
    stream = io.BytesIO()
    picture = Image.linear_gradient("L").resize((320, 200)).convert("RGB")
    picture.save(stream, format, exif=_exif(), **more)
    return stream.getvalue()


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def noted() -> Iterator[Case]:
    """Pictures with a camera's notes, in every place where a format keeps them; none of it may come out."""
    note = CANARY.encode()
    jpeg, flat = _photo("JPEG"), png(300, 200)
    xmp = (
        b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'><a exif:GPSLatitude='"
        + note
        + b"'/></x:xmpmeta>"
    )
    photos = {
        "jpeg-exif": jpeg,
        "jpeg-turned": _turned(),
        "jpeg-comment": jpeg[:2] + _segment(0xFE, note) + jpeg[2:],
        "jpeg-xmp": jpeg[:2] + _segment(0xE1, xmp) + jpeg[2:],
        "jpeg-extended-xmp": jpeg[:2] + _segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + note) + jpeg[2:],
        "jpeg-photoshop": jpeg[:2] + _segment(0xED, b"Photoshop 3.0\x008BIM\x04\x0c\0\0" + struct.pack(">I", 18) + note) + jpeg[2:],
        "jpeg-flashpix": jpeg[:2] + _segment(0xE2, b"FPXR\0" + note) + jpeg[2:],
        "jpeg-several-pictures": jpeg[:2] + _segment(0xE2, b"MPF\0" + note) + jpeg[2:] + jpeg + note,
        "jpeg-ducky": jpeg[:2] + _segment(0xEC, b"Ducky" + note) + jpeg[2:],
        "jpeg-c2pa": jpeg[:2] + _segment(0xEB, b"JP\0\1" + note) + jpeg[2:],
        "jpeg-zip-behind": jpeg + b"PK\x03\x04" + note,
        "jpeg-jfif-preview": b"\xff\xd8" + _segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\1\6" + note) + jpeg[20:],
        "png-text": png(300, 200, Author=CANARY, Comment=CANARY, Software=CANARY),
        "png-exif": flat[:33] + _chunk(b"eXIf", b"II*\0\x08\0\0\0" + note) + flat[33:],
        "png-ztxt": flat[:33] + _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(note)) + flat[33:],
        "png-itxt": flat[:33] + _chunk(b"iTXt", b"Location\0\0\0\0\0" + note) + flat[33:],
        "png-private": flat[:33] + _chunk(b"caNv", note) + flat[33:],
        "png-time": flat[:33] + _chunk(b"tIME", b"\x07\xea\1\1\1\1\1") + _chunk(b"dSIG", note) + flat[33:],
        "png-behind-the-end": flat + note,
        "tiff": _photo("TIFF"),
        "webp": _photo("WEBP", xmp=note),
        "avif": _photo("AVIF", xmp=note),
        "gif-comment": _gif(note),
    }  # fmt: skip
    for name, data in photos.items():
        yield Case(f"notes-in-{name}", "0", {"story.json": with_photo("photo.jpg"), "photo.jpg": data})


def _turned() -> bytes:
    exif, stream = _exif(), io.BytesIO()
    exif[0x0112] = 6
    Image.linear_gradient("L").resize((320, 200)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def _gif(note: bytes) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((60, 40)).save(stream, "GIF", comment=note)
    return stream.getvalue()


def broken_pictures() -> Iterator[Case]:
    """Pictures that are cut, lie about their size, or unpack to more than a machine has."""
    jpeg, flat = _photo("JPEG"), png(300, 200)
    broken: dict[str, tuple[str, Content]] = {
        "bomb-png-400-megapixels": ("4 input", lambda: _bomb(20_000, 20_000)),
        "bomb-png-88-megapixels": ("4 input", lambda: _bomb(9_400, 9_400)),
        "bomb-png-lines": ("4 input", lambda: _bomb(2**31 - 1, 1)),
        "bomb-png-2-to-the-31": ("4 input", lambda: _bomb(2**31 - 1, 2**31 - 1)),
        "png-without-pixels": ("4 input", _bomb(0, 0)),
        "png-cut": ("4 input", flat[: len(flat) // 2]),
        "png-wrong-sum": ("4 input", flat[:40] + b"xxxx" + flat[44:]),
        "png-no-end": ("4 input", flat[:-12]),
        "png-only-head": ("4 input", flat[:33]),
        "png-profile-bomb": ("0", lambda: flat[:33] + _chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 90_000_000, 9)) + flat[33:]),
        "png-text-bomb": ("0", lambda: flat[:33] + _chunk(b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 90_000_000, 9)) + flat[33:]),
        "png-xmp-bomb": ("0", lambda: flat[:33] + _chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b" " * 90_000_000, 9)) + flat[33:]),
        "png-chunks-fifty-thousand": ("0", flat[:33] + _chunk(b"caNv", b"") * 50_000 + flat[33:]),
        "png-palette-missing": (
            "0", b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 3, 0, 0, 0)) + _chunk(b"IDAT", zlib.compress(b"\0\1\2\3\0" * 4)) + _chunk(b"IEND", b"")),
        "png-animated": ("0", lambda: _animated("PNG")),
        "gif-animated": ("0", lambda: _animated("GIF")),
        "gif-cut": ("4 input", _gif(b"")[:60]),
        "gif-huge-screen": ("4 input", b"GIF89a\xff\xff\xff\xff\x80\0\0" + b"\0" * 6 + b",\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;"),
        "jpeg-cut": ("4 input", jpeg[: len(jpeg) // 2]),
        "jpeg-only-head": ("4 input", jpeg[:20]),
        "jpeg-no-frame": ("4 input", b"\xff\xd8\xff\xd9"),
        "jpeg-zero-length": ("4 input", b"\xff\xd8\xff\xe1\0\0" + jpeg[2:]),
        "jpeg-fill-bytes": ("4 input", b"\xff\xd8" + b"\xff" * 1_000_000),
        "jpeg-huge-frame": ("4 input", jpeg.replace(_frame(jpeg), _frame(jpeg)[:5] + b"\xff\xff\xff\xff" + _frame(jpeg)[9:], 1)),
        "jpeg-many-scans": ("4 input", lambda: _scans(jpeg)),
        "jpeg-profile-lies": ("0", jpeg[:2] + _segment(0xE2, b"ICC_PROFILE\0\1\1" + b"x" * 400) + jpeg[2:]),
        "jpeg-exif-rings": ("0", jpeg[:2] + _segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\1\3\0\1\0\0\0\6\0\0\0" * 50) + jpeg[2:]),
        "tiff-ring": ("4 input", b"II*\0\x08\0\0\0\0\0\x08\0\0\0"),
        "tiff-cut": ("4 input", _photo("TIFF")[:200]),
        "tiff-bomb": ("4 input", _tiff_bomb()),
        "tiff-fax-without-end": ("4 input", _tiff_bomb(compression=4)),
        "avif-cut": ("4 input", _photo("AVIF")[:400]),
        "avif-of-400-megapixels": ("4 input", _photo("AVIF").replace(b"ispe\0\0\0\0\0\0\1\x40\0\0\0\xc8", b"ispe\0\0\0\0\0\0\x4e\x20\0\0\x4e\x20")),
        "webp-cut": ("4 input", _photo("WEBP")[:60]),
        "webp-lies": ("4 input", b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 20),
        "half-alpha": ("0", _alpha()),
        "one-pixel-high": ("0", png(5_000, 1)),
        "one-pixel-wide": ("0", png(1, 5_000)),
        "sixteen-bits": ("0", _sixteen()),
        "laboratory": ("4 input", _laboratory()),
    }  # fmt: skip
    for name, (ends, data) in broken.items():
        yield Case(f"photo-{name}", ends, {"story.json": with_photo("photo.jpg"), "photo.jpg": data})


def _bomb(width: int, height: int) -> bytes:
    """Return a PNG that says it has so many pixels; a row of zeros packs to nearly nothing."""
    packer = zlib.compressobj(9)
    rows = packer.compress(bytes(min(width * height // 8, 40_000_000))) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _animated(format: str) -> bytes:
    stream = io.BytesIO()
    frames = [Image.new("L", (80, 60), shade) for shade in range(0, 250, 5)]
    frames[0].save(stream, format, save_all=True, append_images=frames[1:])
    return stream.getvalue()


def _frame(jpeg: bytes) -> bytes:
    at = jpeg.index(b"\xff\xc0")
    return jpeg[at : at + 10]


def _scans(jpeg: bytes) -> bytes:
    """Return the JPEG with its scan a thousand times."""
    at = jpeg.index(b"\xff\xda")
    return jpeg[:at] + jpeg[at:-2] * 1_000 + b"\xff\xd9"


def _tiff_bomb(compression: int = 1) -> bytes:
    entries = [
        (256, 4, 100_000),
        (257, 4, 100_000),
        (258, 3, 1),
        (259, 3, compression),
        (262, 3, 1),
        (273, 4, 8),
        (279, 4, 8),
    ]
    body = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + body + b"\0" * 4


def _alpha() -> bytes:
    stream = io.BytesIO()
    Image.new("RGBA", (200, 100), (200, 20, 20, 90)).save(stream, "PNG")
    return stream.getvalue()


def _sixteen() -> bytes:
    stream = io.BytesIO()
    Image.new("I;16", (200, 100), 40_000).save(stream, "PNG")
    return stream.getvalue()


def _laboratory() -> bytes:
    stream = io.BytesIO()
    Image.new("F", (20, 10), 0.5).save(stream, "TIFF")
    return stream.getvalue()
