"""What tags cost: little of the time, little of the file."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pikepdf

import exporter

sys.path[:0] = [str(Path(__file__).parents[2] / "benchmarks")]

from tagging import Stage, measure  # noqa: E402

SAMPLES = Path(__file__).parents[3] / "samples"


def test_tagging_takes_less_than_half_the_time_of_painting() -> None:
    """A page is painted in 1.1 ms and tagged in 0.26; a ratio holds on slower machines too."""
    stage = Stage(8)
    plain, tagged = (measure(stage.paint(pages), 1) for pages in (stage.furniture, stage.pages))
    assert tagged - plain + measure(stage.structure, 1) < 0.5 * plain


def test_a_tagged_file_is_within_a_tenth_of_an_untagged_one() -> None:
    env = exporter.real_env(SAMPLES)
    edition = exporter.read("harbour.md", env, exporter.Report())
    data = exporter.export(edition, "pdf", exporter.load_style("newspaper"), env, exporter.Report())
    assert size(data, tagged=True) <= 1.1 * size(data, tagged=False)


def size(data: bytes, *, tagged: bool) -> int:
    """Return the size of the file without its pictures, written anew with or without tags."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for picture in dict(page.Resources.get("/XObject", {})).values():
                picture.write(b"", filter=pikepdf.Name.DCTDecode)
            if not tagged:
                untag(pdf, page)
        if not tagged:
            del pdf.Root.StructTreeRoot
        file = BytesIO()
        modes = pikepdf.ObjectStreamMode
        pdf.remove_unreferenced_resources()
        pdf.save(file, object_stream_mode=modes.generate, recompress_flate=True)
    return len(file.getvalue())


def untag(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take the marks out of the page's content."""
    kept = [part for part in pikepdf.parse_content_stream(page) if str(part.operator) not in ("BDC", "BMC", "EMC")]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
