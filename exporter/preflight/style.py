"""Can a page in this style be read? Sizes and colours of its roles, before there is a story."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.preflight.contrast import LARGE, LARGE_BOLD, LEAST, LEAST_LARGE, contrast
from exporter.preflight.sizes import LEAST_BODY, LEAST_SIZE, is_under
from exporter.report import Finding, Place
from exporter.style.model import Style, TextStyle


def check_style(style: Style, source: str) -> tuple[Finding, ...]:
    """Return the roles whose type is too small or too pale on white paper; `source` names the style's file."""
    return tuple(
        finding
        for role, text in style.text.items()
        for finding in _check_text(role, text, Place(source, 0, f"text.{role}"))
    )


def _check_text(role: str, text: TextStyle, where: Place) -> Iterator[Finding]:
    least = LEAST_BODY if role == "body" else LEAST_SIZE
    if is_under(text.size, least):
        message = f"{role} is set in {text.size:g} pt"
        yield Finding("text-small", "warning", message, where, f"give it {least:g} pt or more")
    large = text.size >= (LARGE_BOLD if text.slot in ("bold", "bold-italic") else LARGE)
    needed, ratio = LEAST_LARGE if large else LEAST, contrast(text.color.rgb)
    if ratio < needed:
        message = f"{role} stands out from white paper by {ratio:.1f} to 1 only"
        yield Finding("text-contrast", "warning", message, where, f"take a darker colour: {needed:g} to 1 are needed")
