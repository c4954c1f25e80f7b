"""Photos: the picture with its caption, or the caption alone where no picture was supplied."""

from __future__ import annotations

from lxml.etree import _Element

from exporter.backends.epub.inlines import add_runs
from exporter.backends.epub.sheet import Sheet
from exporter.backends.epub.xml import add, add_text
from exporter.model import Figure, Photo


def add_photo(parent: _Element, photo: Photo, sheet: Sheet) -> None:
    """Append the photo: a figure, or a caption paragraph where there is no picture to show."""
    if photo.id not in sheet.story.pictures:
        paragraph = add(parent, "p", "caption alone")
        _add_caption(paragraph, photo, sheet)
        if not len(paragraph):
            parent.remove(paragraph)
        return
    figure = add(parent, "figure", photo.role)
    figure.set("id", sheet.new_id(photo.id))
    _add_picture(figure, photo, sheet)
    caption = add(figure, "figcaption", "caption")
    _add_caption(caption, photo, sheet)
    if not len(caption):
        figure.remove(caption)


def add_figure(parent: _Element, block: Figure, sheet: Sheet) -> None:
    """Append the photos of the figure; several, or one with a caption of the group, stand in a figure of their own."""
    photos = [sheet.story.photos[photo] for photo in block.photos if photo in sheet.story.photos]
    if len(photos) == 1 and not block.caption:
        add_photo(parent, photos[0], sheet)
        return
    pictured = any(photo.id in sheet.story.pictures for photo in photos)
    group = add(parent, "figure" if pictured else "div", "gallery")
    if block.id:
        group.set("id", sheet.new_id(block.id))
    for photo in photos:
        add_photo(group, photo, sheet)
    if block.caption:
        caption = add(group, "figcaption" if pictured else "p", "caption")
        add_runs(caption, block.caption, sheet)


def alternative(photo: Photo, sheet: Sheet) -> str:
    """Return what stands for the picture: its alt text, nothing if it is decorative, else the word "Photo".

    A caption is no stand-in: it follows the picture and would be read twice.
    """
    return "" if photo.decorative else photo.alt or sheet.style.phrase("photo", sheet.story.language)


def credit_of(photo: Photo) -> str:
    """Return the credit as printed, with the photographer in front where the credit does not name them."""
    credit = photo.credit or photo.source
    names = [person.name for person in photo.byline if person.name.casefold() not in credit.casefold()]
    return " / ".join([*names, credit] if credit else names)


def _add_picture(figure: _Element, photo: Photo, sheet: Sheet) -> None:
    picture = sheet.story.pictures[photo.id]
    image = add(figure, "img")
    image.set("src", picture.href)
    image.set("alt", alternative(photo, sheet))
    if photo.decorative:
        image.set("role", "presentation")


def _add_caption(parent: _Element, photo: Photo, sheet: Sheet) -> None:
    """Append catchline, caption and credit in the order of the style, each in its own span, one space between.

    A part that the style leaves out comes last: it is never lost.
    """
    parts = []
    for part in dict.fromkeys((*sheet.style.photo.caption_order, "catchline", "caption", "credit")):
        if part == "catchline":
            parts += [("catchline", photo.catchline), ("photo-head", photo.headline)]
        elif part == "credit":
            parts += [("credit", credit_of(photo)), ("photo-rights", photo.rights.notice)]
        else:
            parts.append(("words", ""))
    said: set[str] = set()
    for css, text in parts:
        if not (photo.caption if css == "words" else text) or text.casefold() in said:
            continue
        if text:
            said.add(text.casefold())
        if len(parent):
            add_text(parent, " ")
        span = add(parent, "span", css, text)
        if css == "words":
            add_runs(span, photo.caption, sheet)
