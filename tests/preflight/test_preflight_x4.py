"""Each rule of PDF/X-4 lets our files for the press pass, and finds the file that breaks it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from exporter.backends.pdf.options import PdfOptions
from exporter.backends.pdf.profiles import PROFILES
from exporter.preflight.pdf import check_pdf
from exporter.preflight.x4 import RULES, check_x4, claims_x4

sys.path[:0] = [str(Path(__file__).parents[1] / "backends" / "pdf")]

from pdfpages import export, full_edition, full_sheets  # noqa: E402

Change = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def press() -> bytes:
    """Return a file of ours for the press."""
    return export(full_edition(), *full_sheets(), options=PdfOptions(profile=PROFILES["press"]))


def changed(data: bytes, change: Change, **saving: object) -> bytes:
    """Return the file with one thing in it changed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        file = BytesIO()
        pdf.save(file, **saving)  # type: ignore[arg-type]
    return file.getvalue()


def packet(old: bytes, new: bytes) -> Change:
    """Return a change of the metadata."""

    def change(pdf: pikepdf.Pdf) -> None:
        before = pdf.Root.Metadata.read_bytes()
        assert old in before
        pdf.Root.Metadata.write(before.replace(old, new))

    return change


def content(added: bytes) -> Change:
    """Return a change that paints something more on the first page."""
    return lambda pdf: pdf.pages[0].contents_add(added)


def intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the output intent."""
    return pdf.Root.OutputIntents[0]


def drop(pdf: pikepdf.Pdf, key: str) -> None:
    """Take an entry out of the output intent."""
    del intent(pdf)[key]


def picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the first picture."""
    return next(iter(dict(pdf.pages[0].Resources.XObject).values()))


def entry(where: Callable[[pikepdf.Pdf], pikepdf.Object], key: str, value: object) -> Change:
    """Return a change that sets one entry of an object."""
    return lambda pdf: where(pdf).__setitem__(key, value)


def unembed(pdf: pikepdf.Pdf) -> None:
    """Take the first font out of the file."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            del item["/FontFile2"]
            return
    raise AssertionError("no font")


def screen_profile(pdf: pikepdf.Pdf) -> None:
    """Put the profile of a screen into the output intent."""
    profile = intent(pdf).DestOutputProfile
    profile.write(profile.read_bytes().replace(b"prtr", b"mntr", 1))


def note(pdf: pikepdf.Pdf) -> None:
    """Put a note onto the first page."""
    rect = pikepdf.Array([100, 100, 120, 120])
    pdf.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=rect)]
    )


def state(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the first graphics state."""
    return next(iter(dict(pdf.pages[0].Resources.ExtGState).values()))


def name_space(pdf: pikepdf.Pdf, name: str, space: pikepdf.Object) -> None:
    """Let every page use the colour space by its name."""
    for page in pdf.pages:
        if "/ColorSpace" not in page.Resources:
            page.Resources.ColorSpace = pikepdf.Dictionary()
        page.Resources.ColorSpace[name] = space


def spot(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return a spot colour that is shown in RGB where the ink is missing."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0], N=1)
    return pdf.make_indirect(pikepdf.Array([NAME.Separation, NAME.House, NAME.DeviceRGB, tint]))


NAME = pikepdf.Name
BREAKS: dict[str, tuple[Change, str]] = {
    "no version": (packet(b"GTS_PDFXVersion>PDF/X-4<", b"GTS_PDFXVersion>PDF/X-9<"), "does not say PDF/X-4"),
    "no date": (packet(b"xmp:MetadataDate", b"xmp:OtherDate"), "no MetadataDate"),
    "no title": (packet(b"<dc:title>", b"<dc:name>"), "no title"),
    "trapping unknown": (entry(lambda pdf: pdf.docinfo, "/Trapped", NAME.Unknown), "Trapped"),
    "trapping said in two ways": (packet(b"Trapped>False", b"Trapped>True"), "Trapped"),
    "no intent": (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "0 output intents"),
    "two intents": (lambda pdf: pdf.Root.OutputIntents.append(intent(pdf)), "2 output intents"),
    "no condition": (lambda pdf: drop(pdf, "/OutputConditionIdentifier"), "does not name its condition"),
    "no profile": (lambda pdf: drop(pdf, "/DestOutputProfile"), "profile of the press is not in the file"),
    "profile of a screen": (screen_profile, "none of a press"),
    "other channels": (entry(lambda pdf: intent(pdf).DestOutputProfile, "/N", 1), "other channels"),
    "no trim": (lambda pdf: pdf.pages[0].obj.__delitem__("/TrimBox"), "page 1 has not one of"),
    "art and trim": (entry(lambda pdf: pdf.pages[1].obj, "/ArtBox", pikepdf.Array([0, 0, 9, 9])), "page 2 has not one"),
    "trim too large": (entry(lambda pdf: pdf.pages[0].obj, "/TrimBox", pikepdf.Array([0, 0, 999, 9])), "sticks out"),
    "font not embedded": (unembed, "is not embedded"),
    "type in RGB": (content(b"1 0 0 rg 0 0 9 9 re f"), "page 1 uses DeviceRGB"),
    "lines in RGB": (content(b"0 0 1 RG 0 0 m 9 9 l S"), "page 1 uses DeviceRGB"),
    "a space named": (content(b"/DeviceRGB cs 1 0 0 sc"), "page 1 uses DeviceRGB"),
    "picture in RGB": (entry(picture, "/ColorSpace", NAME.DeviceRGB), "a picture uses DeviceRGB"),
    "picture in indexed RGB": (
        entry(picture, "/ColorSpace", pikepdf.Array([NAME.Indexed, NAME.DeviceRGB, 0, pikepdf.String("abc")])),
        "a picture uses DeviceRGB",
    ),
    "a small picture in RGB": (
        content(b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"), "page 1 uses DeviceRGB",
    ),
    "a spot colour shown in RGB": (lambda pdf: name_space(pdf, "/Spot", spot(pdf)), "a named colour space uses DeviceRGB"),
    "a group mixed in RGB": (
        entry(
            lambda pdf: pdf.pages[0].obj, "/Group",
            pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB),
        ),
        "a group uses DeviceRGB",
    ),
    "a note": (note, "page 1 has a Text on what is printed"),
    "a script": (
        lambda pdf: pdf.Root.__setitem__("/OpenAction", pikepdf.Dictionary(S=NAME.JavaScript, JS=pikepdf.String("x"))),
        "action",
    ),
    "an alternate": (entry(picture, "/Alternates", pikepdf.Array([])), "a picture has Alternates"),
    "a proxy": (entry(picture, "/OPI", pikepdf.Dictionary()), "a picture has OPI"),
    "PostScript": (entry(picture, "/Subtype2", NAME.PS), "PostScript"),
    "a transfer curve": (entry(state, "/TR", NAME.Identity), "sets TR"),
}  # fmt: skip


def test_a_file_for_the_press_has_no_finding(press: bytes) -> None:
    assert claims_x4(press)
    assert check_x4(press) == ()
    assert check_pdf(press) == ()


def test_a_file_for_press_and_archive_has_no_finding() -> None:
    data = export(full_edition(), *full_sheets(), options=PdfOptions(profile=PROFILES["press+archive"]))
    assert check_pdf(data) == ()


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_a_rule_is_found_with_its_clause(press: bytes, name: str) -> None:
    change, said = BREAKS[name]
    found = [finding for finding in check_x4(changed(press, change)) if said in finding.message]
    assert len(found) == 1
    assert found[0].code == "x4-broken"
    assert "ISO " in found[0].message


def test_rgb_that_every_page_gives_a_meaning_is_allowed(press: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        content(b"1 0 0 rg 0 0 9 9 re f")(pdf)
        lab = pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09])
        name_space(pdf, "/DefaultRGB", pdf.make_indirect(pikepdf.Array([NAME.CalRGB, lab])))

    assert check_x4(changed(press, change)) == ()


def test_encryption_is_found(press: bytes) -> None:
    data = changed(press, lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user=""))
    assert any("encrypted" in finding.message for finding in check_x4(data))


def test_a_missing_identifier_is_found(press: bytes) -> None:
    plain = changed(press, lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = plain.replace(b"/ID [", b"/IX [")
    assert data != plain
    assert any("no ID" in finding.message for finding in check_x4(data))


def test_every_rule_is_broken_by_a_file(press: bytes) -> None:
    """Encryption and identifier, which pikepdf mends when it writes, have tests of their own."""
    broken = set()
    with pikepdf.open(BytesIO(press)) as pdf:
        assert not any(list(rule(pdf)) for rule in RULES)
    for change, _ in BREAKS.values():
        with pikepdf.open(BytesIO(changed(press, change))) as pdf:
            broken |= {rule.__name__ for rule in RULES if list(rule(pdf))}
    assert broken == {rule.__name__ for rule in RULES} - {"check_encryption", "check_identifier"}


def test_the_default_file_is_none_for_the_press() -> None:
    messages = " ".join(finding.message for finding in check_x4(export(full_edition(), *full_sheets())))
    assert "does not say PDF/X-4" in messages
    assert "uses DeviceRGB" in messages
    assert "has a Link on what is printed" in messages


def test_without_pikepdf_it_is_said_that_nothing_was_checked(press: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    assert [finding.code for finding in check_x4(press)] == ["x4-unchecked"]
