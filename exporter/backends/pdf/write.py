"""Pages → one PDF that is tagged, accessible (PDF/UA-1) and fit for the archive (PDF/A-2a).

1 tag     what each block is, in reading order                          `tags`
2 paint   every item at its place, its text joined to its tag          `paint`, `fonts`, `images`
3 link    bookmarks, destinations, links, page labels                  `navigation`
4 close   structure, metadata, colour profile; then the bytes          `structure`, `metadata`, `profile`, `canvas`
"""

from __future__ import annotations

from datetime import UTC

from exporter.backends.pdf.canvas import PdfCanvas, text_string
from exporter.backends.pdf.fonts import FontStore
from exporter.backends.pdf.images import PictureStore
from exporter.backends.pdf.metadata import collect_facts, info_dictionary, xmp_packet
from exporter.backends.pdf.navigation import (
    add_bookmarks,
    add_links,
    add_page_labels,
    bind_destinations,
    find_destinations,
)
from exporter.backends.pdf.paint import PagePainter
from exporter.backends.pdf.profile import ARCHIVE, SRGB_NAME, Profile, srgb_profile
from exporter.backends.pdf.structure import write_structure
from exporter.backends.pdf.tags import Tree
from exporter.env import Env
from exporter.model import Edition
from exporter.page import Page
from exporter.report import Report
from exporter.style.fonts import FontBook
from exporter.style.model import Style


def write(
    pages: tuple[Page, ...], edition: Edition, style: Style, env: Env, report: Report, profile: Profile = ARCHIVE
) -> bytes:
    """Return the file. Raises ResourceError and InputError for fonts and pictures that cannot be read."""
    tree = Tree(edition, report)
    canvas = PdfCanvas(tree.language)
    fonts, pictures = FontStore(FontBook(style.font_folders), canvas), PictureStore(env, canvas)
    places = find_destinations(pages)
    links = 0
    for index, page in enumerate(pages):
        painted = PagePainter(page, index, tree, fonts, pictures).paint()
        bind_destinations(canvas, index, page, places)
        links += add_links(canvas, index, page, painted.links, places, len(pages) + links, report)
        canvas.finish_page(painted.content, painted.pictures, _boxes(page), index)
    add_bookmarks(canvas, pages, tree)
    add_page_labels(canvas, pages)
    _report_missing_glyphs(fonts, report)
    tree.drop_empty_figures()
    structure = write_structure(tree.root, canvas, len(pages), links)
    facts, clock = collect_facts(edition, tree.language), env.clock.astimezone(UTC)
    metadata = canvas.add_stream(b"/Type/Metadata/Subtype/XML", xmp_packet(facts, profile, clock), compress=False)
    canvas.set_entries(
        (
            ("StructTreeRoot", b"%d 0 R" % structure),
            ("MarkInfo", b"<</Marked true>>"),
            ("Metadata", b"%d 0 R" % metadata),
            ("OutputIntents", _output_intent(canvas) if profile.requires_output_intent() else b"[]"),
        )
    )
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas.finish(info_dictionary(facts, clock))


def _boxes(page: Page) -> dict[str, tuple[float, float, float, float]]:
    """Return the page boxes; the origin stays at the corner of the trimmed page, bleed reaches below zero."""
    trim = (0.0, 0.0, page.width, page.height)
    if not page.bleed:
        return {"MediaBox": trim, "TrimBox": trim}
    sheet = (-page.bleed, -page.bleed, page.width + page.bleed, page.height + page.bleed)
    return {"MediaBox": sheet, "BleedBox": sheet, "TrimBox": trim}


def _output_intent(canvas: PdfCanvas) -> bytes:
    profile = canvas.add_stream(b"/N 3", srgb_profile())
    name = text_string(SRGB_NAME)
    return b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s/DestOutputProfile %d 0 R>>]" % (
        name, name, profile,
    )  # fmt: skip


def _report_missing_glyphs(fonts: FontStore, report: Report) -> None:
    for key, font in fonts.fonts.items():
        for text in font.missing:
            report.add(
                "pdf-missing-glyph", "warning", f"no font has {text!r}; {key} shows another sign for it",
                hint="add a font that has it to the style's `fallback`",
            )  # fmt: skip
