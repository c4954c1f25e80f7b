"""Pictures of a page → photos with caption, catchline and credit."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from exporter.model import Photo, Rich
from exporter.readers.clean import Cleaner
from exporter.readers.epub.parts import classes, local, take_out, words_in

CREDITS = frozenset({"credit", "photo-credit", "image-credit", "byline", "photographer", "copyright", "source"})
CATCHLINES = frozenset({"catchline"})
ROLES = ("portrait", "graphic", "logo")


def read_photos(
    element: _Element,
    rich: Callable[[_Element], Rich],
    cleaner: Cleaner,
    picture_of: Callable[[str], str],
    number: int,
) -> tuple[list[Photo], Rich]:
    """Return the photos in the figure or picture, and the caption of the group where there are several.

    `number` is how many photos the story has so far; `picture_of` gives the name of a picture that can be used or "".
    """
    figures = list(element.iterdescendants("{*}figure"))
    photos: list[Photo] = []
    for figure in figures:
        photos += _photos(figure, rich, cleaner, picture_of, number + len(photos))
    if figures:
        caption = next((child for child in element if local(child) == "figcaption"), None)
        return photos, rich(caption) if caption is not None else ()
    photos = _photos(element, rich, cleaner, picture_of, number)
    if len(photos) > 1:
        return [_bare(photo) if index else photo for index, photo in enumerate(photos)], ()
    return photos, ()


def _photos(
    figure: _Element, rich: Callable[[_Element], Rich], cleaner: Cleaner, picture_of: Callable[[str], str], number: int
) -> list[Photo]:
    """Return a photo for each picture; caption and credit are those of the figure."""
    images = [figure] if local(figure) == "img" else list(figure.iter("{*}img"))
    role = next((role for role in ROLES if role in classes(figure)), "photo")
    credit = _take(figure, CREDITS, cleaner) if images and images[0] is not figure else ""
    catchline = _take(figure, CATCHLINES, cleaner) if images and images[0] is not figure else ""
    caption = _caption(figure, images, rich)
    return [
        Photo(
            id=f"p{index}",
            src=picture_of(image.get("src", "")),
            caption=caption,
            catchline=catchline,
            credit=credit,
            alt=cleaner.text(image.get("alt", "")).strip(),
            decorative=image.get("role") in ("presentation", "none"),
            role=role,  # type: ignore[arg-type]
        )
        for index, image in enumerate(images, number + 1)
    ]


def _bare(photo: Photo) -> Photo:
    """Return the photo without the words that the first of its group has."""
    return Photo(id=photo.id, src=photo.src, alt=photo.alt, decorative=photo.decorative, role=photo.role)


def _caption(figure: _Element, images: list[_Element], rich: Callable[[_Element], Rich]) -> Rich:
    """Return the words of the figure's caption, or of the whole box where no part of it is called so."""
    if images and images[0] is figure:
        return ()
    caption = next(figure.iter("{*}figcaption"), None)
    if caption is None:
        for image in images:
            take_out(image)
        caption = figure
    return rich(caption)


def _take(figure: _Element, names: frozenset[str], cleaner: Cleaner) -> str:
    """Return the words of the first part of the figure with one of the names, and remove it."""
    for element in figure.iterdescendants():
        if local(element) in ("span", "p", "small", "cite", "div", "em") and classes(element) & names:
            words = words_in(element, cleaner)
            take_out(element)
            return words
    return ""
