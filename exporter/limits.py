"""How much one input may ask of the machine."""

from __future__ import annotations

from msgspec import Struct

MEGA = 1_000_000
LANGUAGE_TAG = 35  # characters of a tag that are looked at; BCP 47 (4.4.1) knows none that needs more


class Limits(Struct, frozen=True):
    """How much one input may ask of the machine."""

    file_bytes: int = 100 * MEGA
    text_bytes: int = 20 * MEGA
    picture_pixels: int = 50 * MEGA
    nesting: int = 32  # blocks in blocks; a story never needs ten, and XML readers stop at 256 elements (six a table)

    @property
    def levels(self) -> int:
        """Return how deep values may stand inside each other: two levels a block, and those around body and runs."""
        return 2 * self.nesting + 16


DEFAULT_LIMITS = Limits()
