"""Each profile claims what it is, and independent judges agree; the enclosed story is read back."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdfpages import FILES, Sheet, export, full_edition, full_sheets, story
from pdfvalidators import check_page_validation, check_qpdf, check_verapdf
from PIL import Image as PillowImage
from tools import need

from exporter.backends.pdf.options import PdfOptions
from exporter.backends.pdf.profiles import PROFILES, find_profile
from exporter.env import Env, MemoryFiles, fixed_env
from exporter.limits import Limits
from exporter.model import Paragraph, Photo, rich
from exporter.model.json import encode_edition
from exporter.pipeline import read_story
from exporter.preflight.pdf import check_pdf
from exporter.report import InputError, Report, UsageError

ORIGINAL = ("harbour.md", "# Harbour opens\n\nÜber alles.\n".encode())


def made(profile: str, **more: object) -> bytes:
    """Return the file with every structure under a profile."""
    options = PdfOptions(profile=PROFILES[profile], originals=(ORIGINAL,), **more)  # type: ignore[arg-type]
    return export(full_edition(), *full_sheets(), options=options)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_file_is_sound_and_has_no_finding(profile: str, tmp_path: Path) -> None:
    data = made(profile)
    assert check_qpdf(data, tmp_path) == []
    assert check_pdf(data) == ()


@pytest.mark.parametrize("profile", PROFILES)
def test_another_reader_finds_the_bookmarks(profile: str, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(made(profile))
    shown = subprocess.run([need("mutool"), "show", path, "outline"], capture_output=True, text=True, check=True)
    assert shown.stderr == ""
    assert shown.stdout.count("Harbour opens") == 1


@pytest.mark.parametrize("profile", PROFILES)
def test_the_same_story_gives_the_same_bytes(profile: str) -> None:
    assert made(profile) == made(profile)


CLAIMS = [
    (name, f"{profile.archive_part}{profile.archive_level.lower()}")
    for name, profile in PROFILES.items()
    if profile.archive_part
]
CLAIMS += [(name, f"ua{profile.accessible_part}") for name, profile in PROFILES.items() if profile.accessible_part]


@pytest.mark.parametrize(("profile", "flavour"), CLAIMS)
def test_the_judges_find_what_the_profile_claims(profile: str, flavour: str) -> None:
    data = made(profile)
    assert check_verapdf(data, flavour) == []
    if profile == "ua2":  # page-validation knows no standard of PDF 2.0
        return
    assert check_page_validation(without_trapped(data), flavour) == []
    assert check_page_validation(data, flavour) == (TRAPPED if (profile, flavour) == ("press+archive", "2a") else [])


# PDF/X-4 wants pdf:Trapped, of a namespace that PDF/A-2 knows without it. A property may be added to such a namespace by
# an extension schema that describes it, as it is here (PDF/A Competence Center, TechNote 0009, page 1). veraPDF takes it
# so; page-validation knows descriptions of other namespaces only, and has nothing else to say.
TRAPPED = [
    "PDFA2A-XMP-PREDEFINED-PROPERTY-001: XMP uses undefined predefined-schema properties: "
    "{http://ns.adobe.com/pdf/1.3/}Trapped",
    "PDFA2A-XMP-PREDEFINED-VALUE-TYPE-001: XMP predefined-schema properties use incompatible value shapes: "
    "{http://ns.adobe.com/pdf/1.3/}Trapped (undefined)",
    "PDFA2A-XMP-PROPERTY-DEFINITION-001: XMP contains a property not defined by a predefined or declared extension schema",
]


def without_trapped(data: bytes) -> bytes:
    """Return the file with the one property overwritten by spaces."""
    said = b"<pdf:Trapped>False</pdf:Trapped>"
    return data.replace(said, b" " * len(said))


def test_verapdf_asks_for_the_description_of_what_the_press_wants() -> None:
    data = made("press+archive")
    undescribed = data.replace(b"<pdfaProperty:name>Trapped<", b"<pdfaProperty:name>Treppid<")
    assert undescribed != data
    assert any("6.6.2.3" in failure for failure in check_verapdf(undescribed, "2a"))


def test_the_judge_of_pdf_2_does_find_failures() -> None:
    data = made("ua2")
    for old, new, flavour in (
        (b"<pdfuaid:part>2<", b"<pdfuaid:part>7<", "ua2"),
        (b"<pdfaid:part>4<", b"<pdfaid:part>7<", "4"),
    ):
        broken = data.replace(old, new)
        assert broken != data
        assert check_verapdf(broken, flavour)


def test_in_pdf_2_ways_inside_the_file_lead_to_elements() -> None:
    with pikepdf.open(BytesIO(made("ua2"))) as pdf:
        assert pdf.pdf_version == "2.0"
        assert "/Info" not in pdf.trailer
        entry = pdf.Root.Outlines.First
        assert str(entry.A.SD[0].S) == "/H1"
        assert str(entry.A.SD[0].NS.NS) == "http://iso.org/pdf2/ssn"
        inner = [mark.A for page in pdf.pages for mark in page.get("/Annots", ()) if "/SD" in mark.get("/A", {})]
    assert len(inner) == 1


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(UsageError) as raised:
        find_profile("archiv")
    assert raised.value.hint == "did you mean 'archive'?"


def test_press_and_archive_name_one_profile_in_both_intents() -> None:
    with pikepdf.open(BytesIO(made("press+archive"))) as pdf:
        intents = list(pdf.Root.OutputIntents)
        assert [str(intent.S) for intent in intents] == ["/GTS_PDFX", "/GTS_PDFA1"]
        assert len({intent.DestOutputProfile.objgen for intent in intents}) == 1
        assert pdf.pdf_version == "1.6"


def test_the_source_is_enclosed_and_is_what_the_pages_were_made_of() -> None:
    with pikepdf.open(BytesIO(made("archive-source"))) as pdf:
        enclosed = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        kinds = {str(spec.obj.AFRelationship) for spec in pdf.attachments.values()}
        assert len(pdf.Root.AF) == len(enclosed)
    assert kinds == {"/Source"}
    assert enclosed["edition"] == encode_edition(full_edition())
    assert enclosed["original-1"] == ORIGINAL[1]
    assert enclosed["picture-1"] == FILES["harbour.jpg"]


def test_an_enclosed_story_is_read_back_with_its_pictures() -> None:
    env = fixed_env()
    reading = read_story(made("archive-source"), "page.pdf", env, Report())
    assert reading.edition.articles[0].headline == full_edition().articles[0].headline
    assert [block.id for block in reading.edition.articles[0].body] == [
        block.id for block in full_edition().articles[0].body
    ]
    assert env.picture("harbour.jpg").data == fixed_env(FILES).picture("harbour.jpg").data


@pytest.mark.parametrize(("kind", "mode"), [("TIFF", "CMYK"), ("WEBP", "RGBA"), ("GIF", "P"), ("PNG", "I;16")])
def test_a_picture_that_was_made_anew_is_not_made_anew_again(
    kind: str, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = BytesIO()
    PillowImage.linear_gradient("L").convert("RGBA" if mode == "RGBA" else "L").convert(mode).save(file, kind)
    monkeypatch.setitem(FILES, "folder/scan.x", file.getvalue())
    edition = story(photos=(Photo(id="p1", src="folder/scan.x", alt="A test"),))
    data = export(edition, Sheet(), options=PdfOptions(profile=PROFILES["archive-source"]))
    first = fixed_env(FILES).picture("folder/scan.x")
    env = fixed_env()
    read_story(data, "page.pdf", env, Report())
    assert env.picture("folder/scan.x") == first
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.attachments["picture-1"].filename == f"scan.{first.suffix}"
    assert check_verapdf(data, "3a") == []


def test_names_beyond_ascii_are_read_back() -> None:
    edition = story(Paragraph(id="a1-b1", text=rich("Größe (x) \\ y")))
    data = export(edition, Sheet(), options=PdfOptions(profile=PROFILES["archive-source"]))
    reading = read_story(data, "Größe.pdf", fixed_env(), Report())
    assert encode_edition(reading.edition).count("Größe (x) \\\\ y".encode()) == 1


@pytest.mark.parametrize("profile", ["archive", "press", "web"])
def test_a_file_without_its_story_says_what_to_do(profile: str) -> None:
    with pytest.raises(InputError, match="without its story") as raised:
        read_story(made(profile), "page.pdf", fixed_env(), Report())
    assert "archive-source" in raised.value.hint


def test_a_file_rewritten_or_cut_is_refused_and_nothing_breaks() -> None:
    data = made("archive-source")
    with pikepdf.open(BytesIO(data)) as pdf:
        file = BytesIO()
        pdf.save(file)
    spoilt = [file.getvalue(), data[: len(data) // 2], data.replace(b"/W[1 4 2]", b"/W[9 9 9]")]
    for start in range(0, len(data), 997):
        spoilt.append(data[:start] + bytes(8) + data[start + 8 :])
    for broken in spoilt:
        try:
            read_story(broken, "page.pdf", fixed_env(), Report())
        except InputError as error:
            assert error.hint


def test_a_small_file_does_not_unpack_to_a_large_one() -> None:
    options = PdfOptions(profile=PROFILES["archive-source"], originals=(("long.txt", b"a" * 3_000_000),))
    data = export(full_edition(), *full_sheets(), options=options)
    assert len(data) < 300_000
    tight = Env(MemoryFiles({}), fixed_env().clock, Limits(file_bytes=1_000_000))
    with pytest.raises(InputError, match="cannot be reached"):
        read_story(data, "page.pdf", tight, Report())


def test_other_programs_may_not_enclose_files_in_the_default_file() -> None:
    with pikepdf.open(BytesIO(made("archive"))) as pdf:
        pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, b"hello", filename="notes.txt")
        file = BytesIO()
        pdf.save(file)
    assert "pdf-active-content" in {finding.code for finding in check_pdf(file.getvalue())}


def test_the_file_for_the_web_loads_page_by_page() -> None:
    data = made("web")
    assert b"/Linearized" in data[:1024]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_without_pikepdf_the_file_for_the_web_is_made_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    report = Report()
    data = export(full_edition(), *full_sheets(), report=report, options=PdfOptions(profile=PROFILES["web"]))
    assert b"/Linearized" not in data[:1024]
    assert [finding.code for finding in report.findings] == ["web-whole"]


def test_the_command_line_names_every_profile() -> None:
    from exporter.cli.press import PRESS

    def decorated() -> None: ...

    for option in PRESS:
        option(decorated)
    said = " ".join(str(parameter.help) for parameter in decorated.__click_params__)  # type: ignore[attr-defined]
    assert all(re.search(rf"(?<![\w+-]){re.escape(name)}(?![\w+-])", said) for name in PROFILES)
