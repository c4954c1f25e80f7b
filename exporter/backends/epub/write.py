"""Edition → EPUB 3.3. The recipe: plan the files, write each story, then contents, cover, style sheet and package."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from exporter.backends.epub import cover, original
from exporter.backends.epub.accessibility import access_metadata, measure_access
from exporter.backends.epub.css import write_css, write_modern_css
from exporter.backends.epub.devices import fit_of, fit_picture
from exporter.backends.epub.fonts import ENCRYPTION_FILE, EmbeddedFonts, embed_fonts, list_masked
from exporter.backends.epub.metadata import describe_book
from exporter.backends.epub.nav import write_nav, write_ncx
from exporter.backends.epub.options import EpubOptions
from exporter.backends.epub.package import FOLDER, PAGE, Guide, Item, write_package
from exporter.backends.epub.pagebreaks import PageTarget, find_breaks, name_printed
from exporter.backends.epub.plan import Book, plan_book
from exporter.backends.epub.size import shrink, tell_size
from exporter.backends.epub.writing import progression
from exporter.backends.epub.xhtml import write_story
from exporter.env import Env
from exporter.model import Edition
from exporter.page import Page
from exporter.report import Report
from exporter.style.model import Style


def write(edition: Edition, style: Style, env: Env, report: Report, options: EpubOptions = EpubOptions()) -> bytes:
    """Return the EPUB; raises InputError for an edition without stories, and what `env.picture` raises.

    Where it is larger than it may be, it is made again with the first step of smaller pictures that fits.
    """
    fit = fit_of(options.device)
    book = plan_book(edition, env, partial(fit_picture, fit=fit))
    data = _write_book(book, style, env, report, options.pages)
    if options.most_bytes and len(data) > options.most_bytes:
        book = shrink(edition, env, fit, options.most_bytes - len(data) + book.picture_bytes, report)
        data = _write_book(book, style, env, report, options.pages)
    tell_size(len(data), book, options.most_bytes, report)
    return data


def _write_book(book: Book, style: Style, env: Env, report: Report, printed_pages: tuple[Page, ...]) -> bytes:
    breaks = find_breaks(printed_pages, book.edition)
    written = [(story, write_story(story, style, report, breaks.get(story.article.id, ()))) for story in book.stories]
    stories = tuple(Item(story.key, story.href, PAGE, page.data, in_spine=True) for story, page in written)
    printed = tuple(PageTarget(label, f"{story.href}#{mark}") for story, page in written for label, mark in page.breaks)
    metadata = replace(describe_book(book), printed=name_printed(book.title, printed_pages) if printed else "")
    pages = (
        Item("cover", "cover.xhtml", PAGE, cover.write_cover_page(book, style), in_spine=True),
        # The contents of a single story would be a page with one line: they are there, but not among the pages.
        Item("nav", "nav.xhtml", PAGE, write_nav(book, style, printed), ("nav",), in_spine=book.is_edition),
        *stories,
    )
    fonts = _fonts(style, pages, metadata.identifier, report)
    parts = (
        Item("ncx", "toc.ncx", "application/x-dtbncx+xml", write_ncx(book, metadata.identifier, printed)),
        Item("css", "style.css", "text/css", fonts.css + write_css(style)),
        Item("css-modern", "modern.css", "text/css", write_modern_css(style)),
        Item("cover-image", cover.HREF, "image/jpeg", cover.draw_cover(book, style, report), ("cover-image",)),
        *_pictures(book),
        *_font_items(fonts),
    )
    access = tuple(access_metadata(measure_access(book, bool(printed))))
    masked = tuple(f"{FOLDER}/{face.href}" for face in fonts.faces)
    beside = {ENCRYPTION_FILE: list_masked(masked)} if masked else {}
    beside |= {original.NAME: original.keep_original(book, ((item.href, item.data) for item in stories), FOLDER)}
    return write_package(
        (*pages, *parts), _guides(book, style), metadata, access, progression(book, style), env.clock, beside
    )


def _fonts(style: Style, pages: tuple[Item, ...], identifier: str, report: Report) -> EmbeddedFonts:
    if not style.epub.embed_fonts:
        return EmbeddedFonts()
    return embed_fonts(style, "".join(page.data.decode() for page in pages), identifier, report)


def _font_items(fonts: EmbeddedFonts) -> tuple[Item, ...]:
    faces = [Item(f"f{number}", face.href, face.media_type, face.data) for number, face in enumerate(fonts.faces, 1)]
    texts = fonts.licences.items()
    return (*faces, *(Item(f"l{number}", name, "text/plain", text) for number, (name, text) in enumerate(texts, 1)))


def _pictures(book: Book) -> tuple[Item, ...]:
    return tuple(
        Item(f"p{number}", packed.href, packed.picture.media_type, packed.picture.data)
        for number, packed in enumerate(book.pictures, 1)
    )


def _guides(book: Book, style: Style) -> tuple[Guide, ...]:
    first = book.stories[0]
    guides = [Guide("cover", style.phrase("cover", book.language), "cover.xhtml")]
    if book.is_edition:
        guides.append(Guide("toc", style.phrase("contents", book.language), "nav.xhtml"))
    return (*guides, Guide("text", first.title, first.href))
