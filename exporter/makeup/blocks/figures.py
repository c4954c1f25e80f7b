"""Photos inside the story: in the column, beside its text, or several across the page."""

from __future__ import annotations

from exporter.makeup.beside import beside_width, set_inset
from exporter.makeup.blocks.flower import Flow, Flower, moved
from exporter.makeup.compositor import Stack
from exporter.makeup.photos import is_panorama, pile_up, set_gallery, set_on_grid
from exporter.makeup.strips import Element, Spanning, solid
from exporter.model import Figure, Photo
from exporter.page import Line
from exporter.style.model import Role

HIGHEST = 0.5  # of the page: a photo in a column is at most so high
HIGHEST_ACROSS = 0.33  # in a column as wide as the page: less than the photo that leads


def set_figure(flower: Flower, block: Figure, role: Role, left: float) -> Flow:
    """Return one photo in the column; several, or a panorama, across the page, each with its caption."""
    desk = flower.desk
    photos = [flower.photos[photo_id] for photo_id in block.photos if photo_id in flower.photos]  # others are findings
    shown = [photo for photo in photos if photo.src]
    caption = desk.stack("caption", block.caption, flower.width - left, f"{block.id}-title")
    if len(shown) > 1 or (shown and is_panorama(desk, shown[0]) and not left):
        spans = flower.may_span(left)
        width = desk.style.page.measure if spans else flower.width - left
        caption = desk.stack("caption", block.caption, width, f"{block.id}-title")
        rows = set_gallery(desk, shown, width, _highest(flower))
        stack = pile_up([*rows, caption] if caption.items else rows, desk.grid.step / 2)
        across = desk.style.page.columns
        flow: Flow = [
            Spanning(stack, across, floats=True) if spans else solid(desk, moved(stack, left), desk.grid.step / 2)
        ]
    else:
        flow = [element for photo in shown for element in set_story_photo(flower, photo, role, left)]
        flow += [solid(desk, moved(caption, left))] if caption.items else []
    for photo in photos:
        flow += [] if photo.src else set_story_photo(flower, photo, role, left)
    return flow


def set_story_photo(flower: Flower, photo: Photo, role: Role = "body", left: float = 0.0) -> Flow:
    """Return a photo beside the story's text where it suits that, else in the column."""
    desk = flower.desk
    shown = beside_width(desk, photo, flower.width) if role == "body" and not left else 0.0
    if shown:
        return [set_inset(desk, photo, shown, flower.width, lambda: _in_column(flower, photo, left))]
    return [*_in_column(flower, photo, left)]


def _in_column(flower: Flower, photo: Photo, left: float) -> list[Element]:
    desk = flower.desk
    stack = moved(set_on_grid(desk, photo, flower.width - left, _highest(flower)), left)
    if stack.items and not photo.src:  # no line of the text that happens to be small
        rule = Line(left, 0.0, flower.width, 0.0, 0.5, desk.style.colors["rule"].rgb)
        return [solid(desk, Stack((rule, *stack.items), stack.height), desk.grid.step, desk.grid.step)]
    return [solid(desk, stack, 0.0, desk.grid.step)] if stack.items else []


def _highest(flower: Flower) -> float:
    part = HIGHEST if flower.desk.style.page.columns > 1 else HIGHEST_ACROSS
    return part * flower.desk.grid.slots * flower.desk.grid.step
