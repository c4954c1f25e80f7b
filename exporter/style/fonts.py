"""Fonts as files and measures: what typesetting measures with and what the backends embed."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection
from functools import cache, cached_property, lru_cache
from pathlib import Path
from string import ascii_letters
from typing import Any

from exporter.env import Folders
from exporter.report import InputError, Place, ResourceError
from exporter.style.borrowed import candidates, system_folders
from exporter.style.sfnt import font_fault, read_key, write_sfnt

BOLD = 600  # weight from which a face is bold
# What is not assigned or means something in one font only is not looked for: it would be in none, or by chance.
NO_LETTERS = frozenset(("Cc", "Cn", "Co", "Cs"))
MOST_GLYPHS = 8  # that one letter may come to
# OpenType, OS/2 fsType: what the licence lets be done with the font inside another file.
USAGE, RESTRICTED, EDITABLE, BITMAPS_ONLY, WHOLE_ONLY = 0x000F, 0x0002, 0x0008, 0x0200, 0x0100
# What says how glyphs look and how wide they are, in fonts with and without axes.
OUTLINES = ("head", "hhea", "hmtx", "maxp", "glyf", "loca", "CFF ", "CFF2", "fvar", "avar", "gvar", "HVAR", "MVAR")


def file_name(key: str) -> str:
    """Return the file that a face's key names, without the number in a collection and the pinned axes."""
    return key.partition("@")[0].partition("#")[0]


def find_font(key: str, folders: tuple[Path, ...]) -> Path | None:
    """Return the first of the folders that has the key's file, None where none has.

    Only files inside a font folder: a style from elsewhere must not embed any file of this machine as a "font".
    """
    name = file_name(key)
    return next((folder for folder in folders if _is_inside(folder / name, folder)), None)


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return path.is_file() and Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except (OSError, ValueError):  # no name for a file, a folder that may not be entered
        return False


class Face:
    """One face of a family, opened from a TrueType or OpenType file. Measures are in 1/1000 em, y up.

    A key may name a face of a collection, ``file.ttc#1``, and pin the axes of a variable font, ``file.ttf@wght=650``.

    `hb_face` and `hb_font` are uharfbuzz objects; the font's scale is 1000, so shaping gives 1/1000 em directly.
    """

    def __init__(self, key: str, path: Path) -> None:
        self.key, self.path = key, path

    @cached_property
    def data(self) -> bytes:
        """Return the bytes of the font file."""
        files = Folders(())
        try:
            return files.read(files.grant(self.path))
        except ResourceError as error:  # its hint is for pictures
            raise ResourceError(f"font {error.message}", hint="name another font in the style") from error

    @cached_property
    def hb_face(self) -> Any:
        """Return the face as HarfBuzz sees it."""
        import uharfbuzz

        return uharfbuzz.Face(uharfbuzz.Blob(self.data), self.index)

    @cached_property
    def index(self) -> int:
        """Return the number of the face in its collection; 0 for a file of one face."""
        return self._parts[1]

    @cached_property
    def axes(self) -> dict[str, float]:
        """Return the values that the key pins axes at, by their tags."""
        return self._parts[2]

    @cached_property
    def _parts(self) -> tuple[str, int, dict[str, float]]:
        return read_key(self.key) or (self.key, 0, {})

    @cached_property
    def hb_font(self) -> Any:
        """Return the HarfBuzz font, scaled to 1000 units an em."""
        import uharfbuzz

        font = uharfbuzz.Font(self.hb_face)
        font.scale = (1000, 1000)
        if self.axes:
            font.set_variations(self.axes)
        return font

    @cached_property
    def coverage(self) -> frozenset[int]:
        """Return the code points that the face has glyphs for."""
        return frozenset(self.hb_face.unicodes)

    def covers(self, text: str) -> bool:
        """Return True when the face has a glyph for every character of the text."""
        return self.coverage.issuperset(map(ord, text))

    @cached_property
    def fault(self) -> str:
        """Return why nothing can be set in the face, as the rest of a sentence after its name; "" for a good one."""
        parts = read_key(self.key)
        if parts is None:
            return "is no name such as 'file.ttf', 'file.ttc#1' or 'file.ttf@wght=650'"
        if fault := font_fault(self.data, self.index):
            return fault
        ranges = {axis.tag: (axis.min_value, axis.max_value) for axis in self.hb_face.axis_infos}
        for tag, value in self.axes.items():
            low, high = ranges.get(tag, (1, 0))
            if not low <= value <= high:
                there = ", ".join(f"{name} from {least:g} to {most:g}" for name, (least, most) in ranges.items())
                return f"cannot be pinned at {tag}={value:g}; its axes: {there or 'none'}"
        if not self.coverage:
            return "has no characters"
        try:
            self.subset(glyphs=[0])
        except InputError:
            return "has tables that contradict each other"
        return "" if self._sets(ascii_letters) else "sets whole lines of glyphs in place of one letter"

    def _sets(self, letters: str) -> bool:
        """Return True when the letters come to about as many glyphs: rules may feed on each other's results."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(letters)
        buffer.guess_segment_properties()
        try:
            uharfbuzz.shape(self.hb_font, buffer)
        except MemoryError:
            return False
        return len(buffer.glyph_infos) <= MOST_GLYPHS * len(letters)

    @cached_property
    def is_usable(self) -> bool:
        """Return True when the file is a font and its licence lets it be embedded."""
        try:
            return not self.fault and self.may_embed
        except ResourceError:  # of another user, on a disk that fails, larger than any font
            return False

    @property
    def may_embed(self) -> bool:
        """Return True when the licence lets the outlines go into other files; a font that says nothing lets them."""
        return self._licence & USAGE != RESTRICTED and not self._licence & BITMAPS_ONLY

    @property
    def may_edit(self) -> bool:
        """Return True when the licence also lets such a file be edited; Word opens one with another font read-only."""
        return self.may_embed and (not self._licence & USAGE or bool(self._licence & EDITABLE))

    @cached_property
    def _licence(self) -> int:
        return int.from_bytes(bytes(self.hb_face.reference_table("OS/2").data)[8:10], "big")

    def subset(self, *, glyphs: Collection[int] = (), letters: str = "") -> bytes:
        """Return the font with these glyphs and letters alone, or all where its licence wants it whole.

        Axes stand where the key pins them. Raises InputError for a font whose tables HarfBuzz cannot take apart.
        """
        return self._subset(self.hb_face, glyphs, letters, 0)

    def subset_outlines(self, glyphs: Collection[int]) -> bytes:
        """Return the outlines of these glyphs under their own numbers, without what shapes text; else as `subset`."""
        return self._subset(self._outlines, glyphs, "", _outline_flags())

    @cached_property
    def _outlines(self) -> Any:
        """Return the face with the tables of outlines alone, of which HarfBuzz takes a subset in a third of the time.

        Making it takes as long as one subset less.
        """
        import uharfbuzz

        tables = {tag: bytes(self.hb_face.reference_table(tag).data) for tag in OUTLINES}
        return uharfbuzz.Face(write_sfnt({tag: table for tag, table in tables.items() if table}))

    def _subset(self, face: Any, glyphs: Collection[int], letters: str, flags: int) -> bytes:
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        wanted.flags = flags
        if self._licence & WHOLE_ONLY:
            glyphs = range(face.glyph_count)
        wanted.glyph_set.update(glyphs)
        wanted.unicode_set.update(map(ord, letters))
        if face.axis_infos:
            wanted.pin_all_axes_to_default(face)
            for axis, value in self.axes.items():
                wanted.pin_axis_location(face, axis, value)
        try:
            return bytes(uharfbuzz.subset(face, wanted).blob.data)
        except RuntimeError as error:
            message = f"the font {self.key} has tables that contradict each other"
            raise InputError(message, Place(self.path.name), "get it again from its maker, or name another") from error

    def glyph(self, character: str) -> int:
        """Return the glyph id of the character, 0 where the face lacks it."""
        return self.hb_font.get_nominal_glyph(ord(character)) or 0

    def advance(self, glyph: int) -> float:
        """Return the advance width of the glyph as the file gives it."""
        return float(self.hb_font.get_glyph_h_advance(glyph))

    @cached_property
    def ascent(self) -> float:
        """Return the height of the ascender line."""
        return float(self.hb_font.get_font_extents("ltr").ascender)

    @cached_property
    def descent(self) -> float:
        """Return the depth of the descender line, as a negative number."""
        return float(self.hb_font.get_font_extents("ltr").descender)

    @cached_property
    def cap_height(self) -> float:
        """Return the height of the capital H."""
        return self.height("H") or 700.0

    @cached_property
    def x_height(self) -> float:
        """Return the height of the small x."""
        return self.height("x") or 480.0

    @cached_property
    def is_bold(self) -> bool:
        """Return True when the face says that it is semi-bold or heavier (OpenType, OS/2 usWeightClass)."""
        table = self.hb_face.reference_table("OS/2").data
        return len(table) > 6 and int.from_bytes(table[4:6], "big") >= BOLD

    def height(self, character: str) -> float:
        """Return how far the character reaches above the baseline, 0 where the face lacks it."""
        glyph = self.glyph(character)
        extents = self.hb_font.get_glyph_extents(glyph) if glyph else None
        return float(extents.y_bearing) if extents else 0.0


@cache
def _outline_flags() -> int:
    from uharfbuzz import SubsetFlags

    return int(SubsetFlags.RETAIN_GIDS | SubsetFlags.NO_HINTING | SubsetFlags.DESUBROUTINIZE)


class FontBook:
    """The faces of one style, each opened once; keys are file names below the font folders."""

    _opened: dict[Path, Face] = {}  # noqa: RUF012  shared by all styles of the process: a face never changes
    _borrowed: dict[str, Face] = {}  # noqa: RUF012  faces of the machine in use, by file name

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._faces: dict[str, Face] = {}
        self._covering: dict[tuple[str, bool], Face | None] = {}
        self._own: dict[Face, bool] = {}

    def face(self, key: str) -> Face:
        """Return the face in the file `key`; raises ResourceError when no font folder has it."""
        if key in self._faces:
            return self._faces[key]
        for folder in self._folders:
            path = folder / file_name(key)
            opened = folder / key
            if opened in self._opened or _is_inside(path, folder):
                face = self._faces[key] = self._opened.setdefault(opened, Face(key, path))
                return face
        if key in self._borrowed:
            return self._borrowed[key]
        searched = ", ".join(folder.name for folder in self._folders)
        raise ResourceError(f"font {key!r} is missing", hint=f"looked in: {searched}; add --font-path FOLDER")

    def covering(self, character: str, bold: bool = False) -> Face | None:
        """Return a face of the font folders or of this machine that has the character, or None.

        Faces whose licence forbids embedding are passed over. A face once found serves all later characters it has.
        For `bold` its bold one is taken where it has one.
        """
        if (character, bold) not in self._covering:
            face = self._search(character)
            self._covering[character, bold] = (face and bold and self._bolder(face, character)) or face
        return self._covering[character, bold]

    def _bolder(self, face: Face, character: str) -> Face | None:
        """Return the bold face whose file lies beside that of the face and is named like it."""
        stem = face.path.stem
        named = {stem + "-Bold", stem + "Bold", stem.replace("Regular", "Bold"), stem.replace("400Regular", "700Bold")}
        for path in (face.path.with_stem(name) for name in sorted(named - {stem})):
            if path.is_file():
                bold = self._opened.get(path) or self._opened.setdefault(path, Face(self._key(path), path))
                if bold.is_usable and bold.is_bold and bold.covers(character):
                    return self._borrowed.setdefault(bold.key, bold)
        return None

    def _search(self, character: str) -> Face | None:
        if unicodedata.category(character) in NO_LETTERS:
            return None
        for face in self._borrowed.values():
            if face.covers(character) and not face.is_bold:
                return face
        for path in candidates(character, self._folders, system_folders()):
            face = self._opened.get(path) or self._opened.setdefault(path, Face(self._key(path), path))
            if face.is_usable and face.covers(character):
                return self._borrowed.setdefault(face.key, face)
        return None

    def _key(self, path: Path) -> str:
        """Return the key of a font file: its name below the style's folder, or its bare name where it is borrowed."""
        own = [folder for folder in self._folders if path.is_relative_to(folder)]
        return path.relative_to(max(own, key=lambda folder: len(folder.parts), default=path.parent)).as_posix()

    def is_own(self, face: Face) -> bool:
        """Return True when the face comes from one of the style's folders, and not from elsewhere on the machine."""
        if face not in self._own:
            self._own[face] = any(face.path.is_relative_to(folder) for folder in self._folders)
        return self._own[face]


@lru_cache(maxsize=16)
def open_book(folders: tuple[Path, ...]) -> FontBook:
    """Return the fonts of the folders, the same for all stories and formats of a process: each is looked up once."""
    return FontBook(folders)
