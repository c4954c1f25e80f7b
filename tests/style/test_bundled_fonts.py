"""The bundled faces: unchanged, licensed, embeddable, and fit for setting type."""

from __future__ import annotations

import hashlib
import re
import struct
from pathlib import Path

import pytest

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
FACES = sorted(FONTS.glob("*/*.ttf"))
RECORD = (FONTS / "FONTS.md").read_text(encoding="utf-8")
RECORDED = dict(re.findall(r"\| `([^`]+\.ttf)` \| `([0-9a-f]{64})` \|", RECORD))
MONOSPACED = {"SourceCodePro_400Regular.ttf"}

each_face = pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)


def tables(face: Path) -> dict[str, bytes]:
    """Return the tables of a TrueType file by their tags (OpenType 1.9, table directory)."""
    data = face.read_bytes()
    entries = (struct.unpack_from(">4s3I", data, 12 + 16 * n) for n in range(struct.unpack_from(">H", data, 4)[0]))
    return {tag.decode(): data[start : start + length] for tag, _, start, length in entries}


def features(gpos: bytes) -> set[str]:
    """Return the feature tags of a GPOS table (OpenType 1.9, feature list)."""
    (start,) = struct.unpack_from(">H", gpos, 6)
    (count,) = struct.unpack_from(">H", gpos, start)
    return {gpos[start + 2 + 6 * n :][:4].decode() for n in range(count)}


def test_every_bundled_face_is_on_record_and_every_record_has_its_face() -> None:
    assert set(RECORDED) == {face.relative_to(FONTS).as_posix() for face in FACES}
    assert len(FACES) >= 12


@each_face
def test_a_face_is_byte_for_byte_the_one_on_record(face: Path) -> None:
    assert hashlib.sha256(face.read_bytes()).hexdigest() == RECORDED[face.relative_to(FONTS).as_posix()]


@each_face
def test_a_face_has_its_licence_beside_it(face: Path) -> None:
    licence = (face.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License, Version 1.1" in " ".join(licence.split())
    assert licence.startswith("Copyright")


@each_face
def test_a_face_may_be_embedded_and_subset(face: Path) -> None:
    (fs_type,) = struct.unpack_from(">H", tables(face)["OS/2"], 8)
    assert fs_type == 0


@each_face
def test_a_face_has_truetype_outlines_and_fixed_weight(face: Path) -> None:
    assert "glyf" in tables(face)
    assert not {"CFF ", "CFF2", "fvar"} & tables(face).keys()


@each_face
def test_a_face_has_kerning_unless_it_is_monospaced(face: Path) -> None:
    assert (face.name in MONOSPACED) != ("kern" in features(tables(face)["GPOS"]))
