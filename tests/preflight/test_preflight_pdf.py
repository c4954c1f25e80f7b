"""The check of a finished PDF finds what is wrong in it, and nothing in a file that is right."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from exporter.preflight.pdf import check_pdf

sys.path[:0] = [str(Path(__file__).parents[1] / "backends" / "pdf")]

from pdfpages import export, full_edition, full_sheets  # noqa: E402


@pytest.fixture(scope="module")
def good() -> bytes:
    """Return a file of ours."""
    return export(full_edition(), *full_sheets())


def _codes(data: bytes) -> set[str]:
    return {finding.code for finding in check_pdf(data)}


def _changed(data: bytes, change: Callable[[pikepdf.Pdf], None], *, packed: bool = True) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        file = BytesIO()
        modes = pikepdf.ObjectStreamMode
        pdf.save(file, object_stream_mode=modes.generate if packed else modes.disable)
    return file.getvalue()


def test_a_file_of_ours_has_no_finding(good: bytes) -> None:
    assert check_pdf(good) == ()


def test_a_file_rewritten_by_another_program_has_no_finding(good: bytes) -> None:
    assert check_pdf(_changed(good, lambda pdf: None)) == ()
    assert check_pdf(_changed(good, lambda pdf: None, packed=False)) == ()


@pytest.mark.parametrize("broken", [b"", b"GIF89a", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_damaged(broken: bytes) -> None:
    assert _codes(broken) == {"pdf-damaged"}


def test_a_file_cut_short_or_shifted_is_damaged(good: bytes) -> None:
    assert _codes(good[:-30]) == {"pdf-damaged"}
    assert _codes(good[:20] + b"    " + good[20:]) == {"pdf-damaged"}


def test_an_encrypted_file_is_reported(good: bytes) -> None:
    with pikepdf.open(BytesIO(good)) as pdf:
        file = BytesIO()
        pdf.save(file, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert _codes(file.getvalue()) == {"pdf-encrypted"}


@pytest.mark.parametrize("packed", [True, False])
def test_a_script_is_found_packed_or_not(good: bytes, packed: bool) -> None:
    def add_script(pdf: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.Root.OpenAction = pdf.make_indirect(action)

    assert _codes(_changed(good, add_script, packed=packed)) == {"pdf-active-content"}


def test_words_of_the_story_are_no_active_content(good: bytes) -> None:
    def add_words(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Subject"] = pikepdf.String("about /JavaScript and \\(a /Launch\\)")

    assert check_pdf(_changed(good, add_words)) == ()


def test_a_link_to_a_local_file_is_found(good: bytes) -> None:
    def change_link(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots[0].A.URI = pikepdf.String("file:///etc/hosts")

    assert _codes(_changed(good, change_link)) == {"pdf-active-content"}


def test_an_ordinary_reportlab_file_lacks_what_ours_has() -> None:
    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.drawString(100, 100, "plain")
    canvas.save()
    wanted = {"pdf-not-tagged", "pdf-no-language", "pdf-no-title", "pdf-no-claim", "pdf-font-missing"}
    assert _codes(file.getvalue()) == wanted


def test_a_missing_language_title_and_tree_are_told_apart(good: bytes) -> None:
    def drop(name: str) -> Callable[[pikepdf.Pdf], None]:
        return lambda pdf: pdf.Root.__delitem__(name)

    assert _codes(_changed(good, drop("/Lang"))) == {"pdf-no-language"}
    assert _codes(_changed(good, drop("/MarkInfo"))) == {"pdf-not-tagged"}
    assert _codes(_changed(good, drop("/Metadata"))) == {"pdf-no-title", "pdf-no-claim"}
