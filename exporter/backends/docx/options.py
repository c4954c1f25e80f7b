"""What the user asks of a Word file besides the look; resolved."""

from __future__ import annotations

from msgspec import Struct

from exporter.backends.docx.template import Template


class WordOptions(Struct, frozen=True, kw_only=True):
    """`template` is the newsroom's own, whose styles of the same names rule; None = the style alone."""

    template: Template | None = None
