"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, names: Iterable[str], kind: str) -> str:
    """Return a hint that names the nearest of `names`, or all of them where none is near."""
    known = list(names)
    near = get_close_matches(name, known, 1, 0.6)
    return f"did you mean {near[0]!r}?" if near else f"{kind}: {', '.join(known)}"
