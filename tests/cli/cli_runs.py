"""A story, and how a run of the command line ended."""

from collections.abc import Callable

from msgspec import Struct

STORY = """---
headline: Harbour opens
language: en
---

The new harbour opened on Monday.

Ships came from everywhere.
"""


class Result(Struct, frozen=True):
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def paths(self) -> list[str]:
        return self.out.splitlines()


Cli = Callable[..., Result]
