"""The model's own JSON and YAML → an edition, as it is written, with its strings cleaned."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any

from exporter.env import Env
from exporter.model import Edition
from exporter.model.json import decode_edition
from exporter.readers.clean import Cleaner
from exporter.readers.reading import Draft, Source, Trace
from exporter.report import Report


def read_native(source: Source, env: Env, report: Report) -> Draft:
    """Return the edition; raises InputError with line and hint where the file differs from the model."""
    return Draft(read_model(source, env, report), trace_model(source))


def read_model(source: Source, env: Env, report: Report, take: Callable[[Any], Any] = lambda value: value) -> Edition:
    """Return the edition; `take` is applied to the plain values before they are held against the model."""
    cleaner = Cleaner()
    data = source.text.encode("utf-8", "replace")
    edition = decode_edition(data, source.name, env.limits, lambda value: take(cleaner.value(value)))
    cleaner.tell(source.name, report)
    return edition


def trace_model(source: Source, stories: Set[int] = frozenset()) -> tuple[Trace, ...]:
    """Return the role of every line; `stories` are the lines that name files of stories."""
    return tuple(
        Trace(number, text, *_role(number, text, stories)) for number, text in enumerate(source.lines, start=1)
    )


def _role(number: int, text: str, stories: Set[int]) -> tuple[str, str]:
    if number in stories:
        return "story", "names the file of a story"
    return ("native", "read as the model's own form") if text.strip() else ("blank", "")
