"""Text that hardly stands out from what lies under it: paper, a tint or a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from exporter.env import Env
from exporter.page import RGB, Box, Image, Page
from exporter.preflight.contrast import LARGE, LEAST, LEAST_LARGE, WHITE, contrast
from exporter.preflight.printed import PrintedLine
from exporter.report import Finding, Place


def check_contrast(
    page: Page, lines: Sequence[PrintedLine], env: Env, place: Callable[[str], Place]
) -> Iterator[Finding]:
    """Yield text that is too pale (WCAG 2.1, 1.4.3): of all in one colour on one ground the palest, for each size."""
    grounds = [item for item in page.items if (isinstance(item, Box) and item.fill) or isinstance(item, Image)]
    palest: dict[tuple[RGB, int, float], tuple[float, PrintedLine]] = {}
    clear: set[tuple[RGB, int, float]] = set()  # what stands out from a plain ground does so everywhere
    for line in lines:
        least = LEAST_LARGE if line.size >= LARGE else LEAST
        ground = _ground(line, grounds) if grounds else None
        key = (line.color, id(ground), least)
        if key in clear:
            continue
        ratio = min([contrast(line.color, under) for under in _under(line, ground, env)])
        if ratio < least and (key not in palest or ratio < palest[key][0]):
            palest[key] = (ratio, line)
        if not isinstance(ground, Image):
            clear.add(key)
    for (_, _, least), (ratio, line) in palest.items():
        message = f"page {page.label}: “{line.text}” stands out from what is under it by {ratio:.1f} to 1 only"
        hint = f"{least:g} to 1 are needed: take another colour for its role in the style"
        yield Finding("text-contrast", "warning", message, place(line.block), hint)


def _ground(line: PrintedLine, grounds: Sequence[Box | Image]) -> Box | Image | None:
    """Return what lies under the middle of the line; None is paper."""
    x, y = (line.left + line.right) / 2, line.y - 0.3 * line.size
    for item in reversed(grounds):
        if item.x <= x <= item.x + item.width and item.y <= y <= item.y + item.height:
            return item
    return None


def _under(line: PrintedLine, ground: Box | Image | None, env: Env) -> tuple[RGB, ...]:
    """Return the colours under the line: one of a plain ground, many of a picture."""
    if isinstance(ground, Image):
        return _colors(ground, line, env)
    return (ground.fill if ground and ground.fill else WHITE,)


def _colors(image: Image, line: PrintedLine, env: Env) -> tuple[RGB, ...]:
    from exporter.pictures.sample import sample_colors

    left, top, right, bottom = image.crop

    def x(position: float) -> float:
        return left + (right - left) * min(max((position - image.x) / image.width, 0.0), 1.0)

    def y(position: float) -> float:
        return top + (bottom - top) * min(max((position - image.y) / image.height, 0.0), 1.0)

    part = (x(line.left), y(line.y - line.size), x(line.right), y(line.y))
    return sample_colors(env.picture(image.source), part, image.grey)
