"""Pages → one PDF that is tagged, accessible (PDF/UA-1) and fit for the archive (PDF/A-2a).

1 tag     what each block is, in reading order                          `tags`
2 paint   every item at its place, its text joined to its tag          `paint`, `fonts`, `images`
3 link    bookmarks, links, page labels                                `bookmarks`, `navigation`
4 close   structure, metadata, colour profile; then the bytes          `structure`, `metadata`, `intents`, `canvas`
5 finish  several pages on a sheet, or page by page for the web        `finished`

What differs from profile to profile are answers to questions (`profiles`); colours become inks in `color`.
"""

from __future__ import annotations

import hashlib
from datetime import UTC

from msgspec.structs import replace

from exporter.backends.pdf.bookmarks import Ways, add_bookmarks
from exporter.backends.pdf.canvas import PdfCanvas
from exporter.backends.pdf.color.icc import PrintProfile
from exporter.backends.pdf.color.inks import PressColors, ScreenColors
from exporter.backends.pdf.credits import photo_credits
from exporter.backends.pdf.enclose import enclose_source
from exporter.backends.pdf.fonts import FontStore
from exporter.backends.pdf.images import PictureStore, Printing
from exporter.backends.pdf.intents import output_intents
from exporter.backends.pdf.marks import draw_marks, name_registration, page_boxes, with_bleed
from exporter.backends.pdf.metadata import collect_facts, info_dictionary, xmp_packet
from exporter.backends.pdf.navigation import add_links, add_page_labels, drop_links
from exporter.backends.pdf.options import PdfOptions
from exporter.backends.pdf.paint import PagePainter
from exporter.backends.pdf.structure import write_structure
from exporter.backends.pdf.tags import Tree
from exporter.env import Env
from exporter.model import Edition
from exporter.page import Page
from exporter.report import Report
from exporter.style.fonts import open_book
from exporter.style.model import Style


def write(
    pages: tuple[Page, ...], edition: Edition, style: Style, env: Env, report: Report, options: PdfOptions | None = None
) -> bytes:
    """Return the file. Raises ResourceError and InputError for fonts and pictures that cannot be read."""
    options = _claiming(options or PdfOptions(), report)
    profile = options.profile
    press = _press(options) if profile.prints_inks() else None
    inks = press.inks if press else 1
    pages = tuple(with_bleed(page, options.bleed) for page in pages)
    if press and not options.print_profile:
        message = "no profile of the press was given: newsprint is taken for granted, photos are grey"
        report.add("press-assumed", "info", message, hint="add --icc FILE with the printer's profile")
    tree = Tree(edition, report)
    canvas = PdfCanvas(tree.language, profile.version())
    fonts = FontStore(open_book(style.font_folders), canvas)
    pictures = PictureStore(env, canvas, pages, report, _printing(options, style), photo_credits(edition))
    colors = PressColors(style, press.inks) if press else ScreenColors()
    canvas.name_states(colors.states)
    for name, space in colors.spaces.items():
        canvas.name_space(name, space)
    if options.marks:
        name_registration(canvas, inks)
    ways = Ways(pages, canvas, tree, to_elements=profile.is_pdf2())
    links, digest = 0, hashlib.sha256()
    for index, page in enumerate(pages):
        painted = PagePainter(page, index, tree, fonts, pictures, colors).paint()
        if profile.forbids_annotations():
            drop_links(painted.links, report)
        else:
            links += add_links(canvas, index, page, painted.links, ways, len(pages) + links, report)
        content = painted.content + (draw_marks(page, inks) if options.marks else b"")
        canvas.finish_page(content, painted.pictures, page_boxes(page, options.marks), index)
        digest.update(painted.content)
    add_bookmarks(canvas, pages, tree, ways)
    add_page_labels(canvas, pages)
    _report_missing_glyphs(fonts, report)
    tree.drop_empty_figures()
    structure = write_structure(tree.root, canvas, len(pages), links, profile.is_pdf2())
    facts, clock = collect_facts(edition, tree.language), env.clock.astimezone(UTC)
    packet = xmp_packet(facts, profile, clock, digest.hexdigest()[:32])
    metadata = canvas.add_stream(b"/Type/Metadata/Subtype/XML", packet, compress=False)
    if profile.encloses_source:
        enclose_source(canvas, edition, options.originals, env, clock)
    canvas.set_entries(
        (
            ("StructTreeRoot", b"%d 0 R" % structure),
            ("MarkInfo", b"<</Marked true>>"),
            ("Metadata", b"%d 0 R" % metadata),
            ("OutputIntents", output_intents(canvas, profile, press, options.condition)),
        )
    )
    canvas.setViewerPreference("DisplayDocTitle", "true")
    data = canvas.finish(info_dictionary(facts, profile, clock))
    return _finished(data, options, report) if options.impose or profile.loads_page_by_page else data


def _press(options: PdfOptions) -> PrintProfile:
    from exporter.backends.pdf.color.newsprint import newsprint

    return options.print_profile or newsprint()


def _finished(data: bytes, options: PdfOptions, report: Report) -> bytes:
    from exporter.backends.pdf.finished import impose, load_page_by_page

    return impose(data, options.impose, options.creep) if options.impose else load_page_by_page(data, report)


def _claiming(options: PdfOptions, report: Report) -> PdfOptions:
    """Return the options with what the file can claim: sheets of several pages are for printing, and claim less."""
    profile = options.profile
    if not options.impose:
        return options
    if profile.archive_part or profile.accessible_part:
        message = "the sheets claim neither PDF/A nor PDF/UA: their pages are not in the order of the story"
        report.add("imposed-claims", "info", message, hint="make a file without --impose to keep and to publish")
    return replace(options, profile=replace(profile, archive_part=0, archive_level="", accessible_part=0))


def _printing(options: PdfOptions, style: Style) -> Printing:
    """Return what becomes of pictures. Without the printer's own profile they print in black alone."""
    profile, photo = options.profile, style.photo
    ppi = min(profile.picture_ppi or photo.target_ppi, photo.target_ppi)
    if not profile.prints_inks():
        return Printing(ppi)
    inks = options.print_profile.inks if options.print_profile else 1
    return Printing(ppi, inks, options.print_profile, photo.ink_limit, style.name)


def _report_missing_glyphs(fonts: FontStore, report: Report) -> None:
    for key, font in fonts.fonts.items():
        for text in font.missing:
            report.add(
                "pdf-missing-glyph", "warning", f"no font has {text!r}; {key} shows another sign for it",
                hint="add a font that has it to the style's `fallback`",
            )  # fmt: skip
