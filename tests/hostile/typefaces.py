"""Hostile fonts: what a folder named by --font-path may hold, and what a style may make of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from cases import Case, Content, Link, Special, story

BUNDLED = Path(__file__).parents[2] / "styles/fonts/source-sans-3/SourceSans3_400Regular.ttf"
# The text and the headline are set in the font, and it goes into all three files.
STYLE = """extends = "newspaper"
[word]
embed-fonts = true
[epub]
embed-fonts = true
[families.text]
name = "Harbour Sans"
regular = "{file}"
italic = "{file}"
bold = "{file}"
bold-italic = "{file}"
[families.display]
bold = "{file}"
"""
COMMAND = ("export", "story.md", "--style", "style.toml", "--font-path", "fonts")
WORDS = story("The *harbour* opened on **Monday**.\n\n## Ships\n\nThey came from everywhere, office by office.")
SQUARE = b"\x8b\x8b\x15\xf8\x88\x06\xf8\x88\x07\x0e"  # drawn in CFF
RING = b"\x20\x1d\x0e"  # calls the first routine, which is this again
Tables = dict[bytes, bytes]


def typeface_cases() -> Iterator[Case]:
    """Yield all cases of this file."""
    for name, (ends, content) in {**files(), **broken(), **odd(), **collections()}.items():
        yield _set_in(name, ends, content)
    for name, bits in {"restricted": 0x0002, "bitmaps": 0x0200}.items():
        ends = "4 input docx-font-refused epub-font-refused"
        yield _set_in(f"licence-{name}", ends, lambda bits=bits: _pack(_licence(bits)), without=("pdf",))
    for name, outlines in {"in-a-ring": (RING, RING), "of-wrong-signs": (b"\x0c\xff\xff\xff\x05\x05",)}.items():
        content = lambda outlines=outlines: _pack(_postscript(_cff(*outlines)), b"OTTO")  # noqa: E731
        yield _set_in(f"postscript-{name}", "4 input", content, without=("pdf", "docx", "epub"))
    for name, (ends, key) in keys().items():
        yield _set_in(name, ends, lambda: _pack(_tables()), key)
    yield from borrowed()


def _set_in(name: str, ends: str, content: Content, key: str = "x.ttf", without: tuple[str, ...] | None = None) -> Case:
    """Return the case of a story that is set in the font."""
    files = {"story.md": WORDS, "style.toml": STYLE.format(file=key), "fonts/x.ttf": content}
    return Case(f"font-{name}", ends, files, COMMAND, without=without)


def files() -> dict[str, tuple[str, Content]]:
    """Return what stands where a font should."""
    return {
        "empty": ("4 style", b""),
        "zeros": ("4 style", b"\0" * 5_000),
        "words": ("4 style", b"words and words"),
        "html": ("4 style", b"<html><script>alert(1)</script>"),
        "png": ("4 style", b"\x89PNG\r\n\x1a\n" + b"\0" * 500),
        "zip": ("4 style", b"PK\x03\x04" + b"\0" * 500),
        "postscript": ("4 style", b"\x80\x01\x40\x06\0\0%!PS-AdobeFont-1.0: Harbour" + b"\0" * 500),
        "woff": ("4 style", b"wOFF\0\1\0\0" + b"\0" * 500),
        "woff2-bomb": ("4 style", b"wOF2\0\1\0\0" + struct.pack(">I", 0xFFFFFFFF) + b"\0\1" + b"\xff" * 500),
        "woff-bomb": ("4 style", b"wOFF\0\1\0\0" + struct.pack(">I", 99) + zlib.compress(b"\0" * 90_000_000, 9)),
        "bitmap": ("4 style", b"STARTFONT 2.1\nFONT harbour\n"),
        "link-out": ("5 resource", Link("../../outside.txt")),
        "link-to-a-device": ("5 resource", Link("/dev/zero")),
        "link-to-itself": ("5 resource", Link("x.ttf")),
        "link-to-nothing": ("5 resource", Link("nothing.ttf")),
        "pipe": ("5 resource", Special("pipe")),
        "socket": ("5 resource", Special("socket")),
        "folder": ("5 resource", Special("folder")),
        "terabyte": ("5 resource", Special("huge")),
    }


def broken() -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Return fonts that are cut or whose tables lie."""
    return {
        "whole": ("0", lambda: _pack(_tables())),
        "cut-in-the-head": ("4 style", lambda: _pack(_tables())[:9]),
        "cut-in-the-directory": ("4 style", lambda: _pack(_tables())[:70]),
        "cut-in-half": ("4 style", lambda: _pack(_tables())[:20_000]),
        "cut-by-one-byte": ("4 style", lambda: _pack(_tables())[:-4]),
        "tables-65535": ("4 style", lambda: _pack(_tables(), count=65_535)),
        "tables-none": ("4 style", lambda: _pack(_tables(), count=0)),
        "table-beyond-the-end": ("4 style", lambda: _pack(_tables(), where={b"glyf": (0xFFFFFFF0, 64)})),
        "table-of-4-gigabytes": ("4 style", lambda: _pack(_tables(), where={b"hmtx": (12, 0xFFFFFFFF)})),
        "tables-on-the-head": ("4 style", lambda: _pack(_tables(), where={b"glyf": (0, 400), b"head": (0, 54)})),
        "tables-overlap": ("4 style", lambda: _pack(_tables(), where={b"loca": (300, 6_000), b"cmap": (300, 6_000)})),
        "table-twice": ("4 style", lambda: _pack(_tables(), twice=b"glyf")),
        **{
            f"without-{tag.decode().strip()}": (ends, lambda tag=tag: _pack(_without(tag)))
            for tag, ends in {
                b"head": "4 style", b"hhea": "4 style", b"maxp": "4 style", b"hmtx": "4 style", b"cmap": "4 style",
                b"glyf": "4 style", b"loca": "4 style", b"OS/2": "0", b"name": "0", b"post": "0",
            }.items()
        },
        "head-cut": ("4 style", lambda: _pack(_changed(b"head", lambda table: table[:20]))),
        "maxp-cut": ("4 style", lambda: _pack(_changed(b"maxp", lambda table: table[:4]))),
        "hhea-cut": ("4 style", lambda: _pack(_changed(b"hhea", lambda table: table[:10]))),
        "os2-cut": ("4 style", lambda: _pack(_changed(b"OS/2", lambda table: table[:9]))),
        "post-cut": ("4 style", lambda: _pack(_changed(b"post", lambda table: table[:6]))),
        "cmap-empty": ("4 style", lambda: _pack(_changed(b"cmap", lambda _: b"\0\0\0\0"))),
        "cmap-cut": ("4 style", lambda: _pack(_changed(b"cmap", lambda table: table[:30]))),
        "hmtx-empty": ("4 style", lambda: _pack(_changed(b"hmtx", lambda _: b""))),
        "hmtx-short": ("4 style", lambda: _pack(_changed(b"hmtx", lambda table: table[:40]))),
        "loca-short": ("4 style", lambda: _pack(_changed(b"loca", lambda table: table[:40]))),
        "units-0": ("4 style", lambda: _pack(_set(b"head", 18, ">H", 0))),
        "units-1": ("4 style", lambda: _pack(_set(b"head", 18, ">H", 1))),
        "units-65535": ("4 style", lambda: _pack(_set(b"head", 18, ">H", 65_535))),
        "glyphs-0": ("4 style", lambda: _pack(_set(b"maxp", 4, ">H", 0))),
        "glyphs-65535": ("4 style", lambda: _pack(_set(b"maxp", 4, ">H", 65_535))),
        "metrics-0": ("4 style", lambda: _pack(_set(b"hhea", 34, ">H", 0))),
        "metrics-65535": ("4 style", lambda: _pack(_set(b"hhea", 34, ">H", 65_535))),
    }  # fmt: skip


def odd() -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Return fonts that are whole but ask for the impossible, and fonts that may not be used."""
    return {
        "outlines-of-noise": ("0", lambda: _pack(_changed(b"glyf", lambda table: _noise(len(table))))),
        "outlines-elsewhere": ("4 style", lambda: _pack(_changed(b"loca", lambda table: _noise(len(table))))),
        "outlines-backwards": ("4 style", lambda: _pack(_changed(b"loca", _backwards))),
        "outline-of-itself": ("4 style", lambda: _pack(_composites(lambda glyph: (glyph,)))),
        "outlines-in-a-ring": ("4 style", lambda: _pack(_composites(lambda glyph: (glyph ^ 1,)))),
        "outlines-doubling": (
            "4 style",
            lambda: _pack(_composites(lambda glyph: (glyph - 1,) * 2 if glyph > 2 else ())),
        ),
        "outline-of-glyph-65535": ("0", lambda: _pack(_composites(lambda glyph: (65_535,)))),
        "outlines-of-65535-points": ("0", lambda: _pack(_changed(b"glyf", lambda table: _many_points(len(table))))),
        "characters-of-noise": ("4 style", lambda: _pack(_changed(b"cmap", lambda table: table[:4] + _noise(999)))),
        "characters-all-of-one-glyph": ("0", lambda: _pack(_changed(b"cmap", lambda _: _groups((0, 0x10FFFF, 40))))),
        "characters-of-glyph-65535": (
            "4 style",
            lambda: _pack(_changed(b"cmap", lambda _: _groups((0, 0x2FFF, 60_000)))),
        ),
        "characters-4-billion": ("4 style", lambda: _pack(_changed(b"cmap", lambda _: _groups(count=0xFFFFFFFF)))),
        "characters-two-only": ("0", lambda: _pack(_changed(b"cmap", lambda _: _groups((0x61, 0x62, 40))))),
        "advance-0": ("4 style", lambda: _pack(_advances(0))),
        "advance-65535": ("0", lambda: _pack(_advances(65_535))),
        "ascent-32767": ("0", lambda: _pack(_set(b"hhea", 4, ">hh", 32_767, -32_768))),
        "box-absurd": ("0", lambda: _pack(_set(b"head", 36, ">hhhh", -32_768, -32_768, 32_767, 32_767))),
        "features-of-noise": ("4 style", lambda: _pack(_tables() | {b"GSUB": _noise(4_000), b"GPOS": _noise(4_000)})),
        "feature-that-multiplies": ("4 style", lambda: _pack(_multiplies())),
        "names-of-markup": ("0", lambda: _pack(_tables() | {b"name": _names("<b>&amp;]]></b>/(x) %s\\")})),
        "names-of-control-characters": ("0", lambda: _pack(_tables() | {b"name": _names("a\0b\x1b[31m\n/\u202ec")})),
        "names-of-500000-letters": ("0", lambda: _pack(_tables() | {b"name": _names("n" * 30_000)})),
        "names-of-nothing": ("0", lambda: _pack(_tables() | {b"name": _names("")})),
        "names-of-noise": ("4 style", lambda: _pack(_tables() | {b"name": _noise(500)})),
        "tables-unknown": ("0", lambda: _pack(_tables() | {b"%04d" % number: b"x" for number in range(500)})),
        "axes-without-variations": ("0", lambda: _pack(_tables() | {b"fvar": _axes((400, 400, 900))})),
        "axes-upside-down": ("0", lambda: _pack(_tables() | {b"fvar": _axes((900, 100, -900))})),
        "axes-of-noise": ("4 style", lambda: _pack(_tables() | {b"fvar": _noise(400), b"gvar": _noise(400)})),
        "axes-65535": ("0", lambda: _pack(_tables() | {b"fvar": _axes((400, 400, 900), count=65_535)})),
        "bytecode": ("0", lambda: _pack(_tables() | {b"fpgm": b"\xb0\0\x1c" * 500, b"prep": b"\xb8\xff\xfd\x1c" * 9})),
        "licence-whole": ("0", lambda: _pack(_licence(0x0100))),
        "licence-preview": ("0", lambda: _pack(_licence(0x0004))),
        "postscript-outlines": ("0", lambda: _pack(_postscript(_cff()), b"OTTO")),
        "postscript-empty": ("4 style", lambda: _pack(_postscript(b""), b"OTTO")),
        "postscript-of-noise": ("4 style", lambda: _pack(_postscript(_noise(5_000)), b"OTTO")),
        "postscript-cut": ("4 style", lambda: _pack(_postscript(_cff()[:60]), b"OTTO")),
        "postscript-without-outlines": ("4 style", lambda: _pack(_postscript(_cff(b"")), b"OTTO")),
    }


def collections() -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Return collections of fonts that are none."""

    def collection(*offsets: int, count: int | None = None) -> bytes:
        wanted = len(offsets) if count is None else count
        return b"ttcf\0\1\0\0" + struct.pack(f">I{len(offsets)}I", wanted, *offsets) + b"\0" * 400

    return {
        "collection-of-nothing": ("4 style", lambda: collection()),
        "collection-of-4-billion": ("4 style", lambda: collection(20, count=0xFFFFFFFF)),
        "collection-outside": ("4 style", lambda: collection(0xFFFFFF00)),
        "collection-of-itself": ("4 style", lambda: collection(0, 0)),
        "collection-of-zeros": ("4 style", lambda: collection(40)),
        "collection-cut": ("4 style", lambda: b"ttcf\0\1"),
        "collection-of-one": ("0", lambda: b"ttcf\0\1\0\0" + struct.pack(">II", 1, 16) + _pack(_tables(), start=16)),
    }


def keys() -> dict[str, tuple[str, str]]:
    """Return what a style may write behind the name of a font file."""
    return {
        "key-face-99": ("4 style", "x.ttf#99"),
        "key-face-of-words": ("4 style", "x.ttf#bold"),
        "key-face-huge": ("4 style", "x.ttf#" + "9" * 5_000),
        "key-axis-missing": ("4 style", "x.ttf@wght=700"),
        "key-axis-of-words": ("4 style", "x.ttf@wght=bold"),
        "key-axis-nan": ("4 style", "x.ttf@wght=nan"),
        "key-axis-infinite": ("4 style", "x.ttf@wght=1e999"),
        "key-axis-empty": ("4 style", "x.ttf@"),
        "key-axis-long": ("4 style", "x.ttf@weightandmore=1"),
        "key-outside": ("5 resource", "../../outside.txt"),
        "key-absolute": ("5 resource", "/etc/passwd"),
        "key-nothing": ("5 resource", ""),
        "key-null": ("4 style", "x\\u0000.ttf"),
        "key-long": ("4 style", "x" * 5_000 + ".ttf"),
    }


def borrowed() -> Iterator[Case]:
    """Fonts that no style names, in a folder in which a letter is looked for that no other font has."""
    letters = story("The harbour \U00010c80\U000118a0 opened.")
    for name, content in {
        "empty": b"", "words": b"words", "cut": lambda: _pack(_tables())[:20_000], "pipe": Special("pipe"),
        "link-out": Link("../../outside.txt"), "link-to-a-device": Link("/dev/zero"), "terabyte": Special("huge"),
        "units-0": lambda: _pack(_set(b"head", 18, ">H", 0) | {b"cmap": _groups((0x10000, 0x1FFFF, 40))}),
        "outlines-of-noise": lambda: _pack(_tables() | {b"glyf": _noise(20_000), b"cmap": _groups((0x10000, 0x1FFFF, 40))}),
        "all-characters": lambda: _pack(_tables() | {b"cmap": _groups((0x10000, 0x1FFFF, 40))}),
        "restricted": lambda: _pack(_licence(2) | {b"cmap": _groups((0x10000, 0x1FFFF, 40))}),
    }.items():  # fmt: skip
        files: dict[str, Content] = {
            "story.md": letters,
            "style.toml": 'extends = "newspaper"\n',
            "fonts/a-regular.ttf": content,
        }
        yield Case(f"font-borrowed-{name}", "0", files, COMMAND)
    licence: dict[str, Content] = {"story.md": WORDS, "style.toml": STYLE.format(file="x.ttf"),
                                   "fonts/x.ttf": lambda: _pack(_tables()), "fonts/OFL.txt": Link("../../outside.txt")}  # fmt: skip
    yield Case("font-licence-elsewhere", "0", licence, COMMAND)
    licence = licence | {"fonts/OFL.txt": Special("huge")}
    yield Case("font-licence-terabyte", "0", licence, COMMAND)
    many: dict[str, Content] = {"story.md": letters, "style.toml": 'extends = "newspaper"\n'}
    many |= {f"fonts/{number}.ttf": b"\0\1\0\0" + b"\0" * 99 for number in range(1_000)}
    yield Case("font-borrowed-of-a-thousand", "0", many, COMMAND)


# --- fonts, table by table (OpenType 1.9) ----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _bundled() -> Mapping[bytes, bytes]:
    """Return the tables of a font as they should be, without those that need not be."""
    data = BUNDLED.read_bytes()
    entries = (struct.unpack_from(">4s4xII", data, 12 + 16 * n) for n in range(struct.unpack_from(">H", data, 4)[0]))
    unneeded = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"STAT", b"DSIG", b"gasp", b"fpgm", b"prep", b"cvt ")
    return {tag: data[start : start + length] for tag, start, length in entries if tag not in unneeded}


def _tables() -> Tables:
    return dict(_bundled())


def _pack(
    tables: Tables,
    version: bytes = b"\0\1\0\0",
    *,
    count: int | None = None,
    where: Mapping[bytes, tuple[int, int]] | None = None,
    twice: bytes = b"",
    start: int = 0,
) -> bytes:
    """Return the font; `where` has the offsets and lengths that are told otherwise than they are."""
    tags = sorted([*tables, *([twice] if twice else [])])
    place, body, directory = start + 12 + 16 * len(tags), b"", b""
    for tag in tags:
        told = (where or {}).get(tag, (place + len(body), len(tables[tag])))
        directory += struct.pack(">4sIII", tag, 0, *told)
        body += tables[tag] + b"\0" * (-len(tables[tag]) % 4)
    return version + struct.pack(">HHHH", len(tags) if count is None else count, 0, 0, 0) + directory + body


def _without(tag: bytes) -> Tables:
    return {other: table for other, table in _tables().items() if other != tag}


def _changed(tag: bytes, change: Callable[[bytes], bytes]) -> Tables:
    return _tables() | {tag: change(_bundled()[tag])}


def _set(tag: bytes, at: int, form: str, *values: int) -> Tables:
    packed = struct.pack(form, *values)
    return _changed(tag, lambda table: table[:at] + packed + table[at + len(packed) :])


def _licence(bits: int) -> Tables:
    return _set(b"OS/2", 8, ">H", bits)


def _noise(length: int) -> bytes:
    """Return bytes without meaning, each time the same."""
    state, noise = 1, bytearray()
    while len(noise) < length:
        state = state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407 & 0xFFFFFFFFFFFFFFFF
        noise += state.to_bytes(8, "big")
    return bytes(noise[:length])


def _glyphs() -> int:
    return int.from_bytes(_bundled()[b"maxp"][4:6], "big")


def _outlines(outlines: list[bytes]) -> Tables:
    """Return the font with these glyphs."""
    places = [0]
    for outline in outlines:
        places.append(places[-1] + len(outline))
    long = _set(b"head", 50, ">h", 1)
    return long | {b"glyf": b"".join(outlines) + b"\0" * 4, b"loca": struct.pack(f">{len(places)}I", *places)}


def _composites(parts: Callable[[int], tuple[int, ...]]) -> Tables:
    """Return the font with glyphs put together from others."""

    def outline(glyph: int) -> bytes:
        found = parts(glyph)
        head = struct.pack(">hhhhh", -1, 0, 0, 500, 500)
        entries = [
            struct.pack(">HHbb", 0x0022 if n < len(found) else 0x0002, part, 0, 0) for n, part in enumerate(found, 1)
        ]
        return head + b"".join(entries) if found else b""

    return _outlines([outline(glyph) for glyph in range(_glyphs())])


def _backwards(table: bytes) -> bytes:
    return b"".join(table[at : at + 2] for at in range(len(table) - 2, -1, -2))


def _many_points(length: int) -> bytes:
    return (struct.pack(">hhhhhH", 1, 0, 0, 500, 500, 65_534) * (length // 12 + 1))[:length]


def _groups(*groups: tuple[int, int, int], count: int | None = None) -> bytes:
    """Return a cmap of format 12: groups of characters of one glyph after the other (13: of the same one)."""
    body = b"".join(struct.pack(">III", *group) for group in groups)
    number = len(groups) if count is None else count
    table = struct.pack(">HHIII", 13, 0, 16 + len(body), 0, number) + body
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _advances(width: int) -> Tables:
    one = struct.pack(">Hh", width, 0)
    return _changed(b"hmtx", lambda table: one * (len(table) // 4) + table[:: -len(table) % 4 or len(table)][:0])


def _multiplies() -> Tables:
    """Return a font with one glyph for all characters, and eight rules that each make twenty of it: 20 ** 8 a letter."""
    sequence = struct.pack(">H20H", 20, *([40] * 20))
    subtable = struct.pack(">HHHH", 1, 8 + len(sequence), 1, 8) + sequence + struct.pack(">HHH", 1, 1, 40)
    lookup = struct.pack(">HHHH", 2, 0, 1, 8) + subtable
    lookups = struct.pack(">H8H", 8, *([18] * 8)) + lookup  # the same one eight times
    features = struct.pack(">H4sH", 1, b"ccmp", 8) + struct.pack(">HH8H", 0, 8, *range(8))
    scripts = struct.pack(">H4sH", 1, b"DFLT", 8) + struct.pack(">HHHHHH", 4, 0, 0, 0xFFFF, 1, 0)
    head = struct.pack(">HHHHH", 1, 0, 10, 10 + len(scripts), 10 + len(scripts) + len(features))
    everything = _groups((0x20, 0x2FF, 40))
    return _tables() | {b"GSUB": head + scripts + features + lookups, b"cmap": everything}


def _names(name: str) -> bytes:
    """Return a name table that says the same of everything."""
    data = name.encode("utf-16-be")
    records = b"".join(struct.pack(">HHHHHH", 3, 1, 0x409, number, len(data), 0) for number in range(7))
    return struct.pack(">HHH", 0, 7, 6 + len(records)) + records + data


def _axes(axis: tuple[int, int, int], count: int = 1) -> bytes:
    least, usual, most = (value << 16 for value in axis)
    head = struct.pack(">HHHHHHHH", 1, 0, 16, 2, count, 20, 0, 8)
    return head + struct.pack(">4siiiHH", b"wght", least, usual, most, 0, 256)


def _postscript(outlines: bytes) -> Tables:
    tables = {tag: table for tag, table in _tables().items() if tag not in (b"glyf", b"loca")}
    return tables | {b"maxp": struct.pack(">IH", 0x5000, _glyphs()), b"CFF ": outlines}


def _cff(letter: bytes = SQUARE, routine: bytes = b"\x0b") -> bytes:
    """Return CFF outlines (Adobe Technical Note 5176): a square, then the same for all glyphs."""

    def index(*items: bytes) -> bytes:
        if not items:
            return b"\0\0"
        offsets = [1]
        for item in items:
            offsets.append(offsets[-1] + len(item))
        return struct.pack(">HB", len(items), 4) + struct.pack(f">{len(offsets)}I", *offsets) + b"".join(items)

    def number(value: int) -> bytes:
        return b"\x1d" + struct.pack(">i", value)

    glyphs = index(SQUARE, *[letter] * (_glyphs() - 1)) if letter else index()
    head, names, strings, routines = b"\1\0\4\4", index(b"Harbour"), index(), index(routine)
    size = len(number(0)) * 4 + 3
    fixed = len(head) + len(names) + len(index(b"x" * size)) + len(strings) + len(routines)
    charset = b"\2" + struct.pack(">HH", 1, _glyphs() - 2)
    top = number(fixed) + b"\x0f" + number(fixed + len(charset)) + b"\x11"
    private = fixed + len(charset) + len(glyphs)
    top += number(0) + number(private) + b"\x12"
    return head + names + index(top) + strings + routines + charset + glyphs
