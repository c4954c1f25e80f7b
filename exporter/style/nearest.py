"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from exporter.wording import nearest_name


def nearest(name: str, names: Iterable[str], kind: str) -> str:
    """Return a hint that names the nearest of `names`, or all of them where none is near."""
    known = list(names)
    near = nearest_name(name, known)
    return f"did you mean {near!r}?" if near else f"{kind}: {', '.join(known)}"
