"""The model's own JSON and YAML → an edition, as it is written, with its strings cleaned."""

from __future__ import annotations

from exporter.env import Env
from exporter.model.json import decode_edition
from exporter.readers.clean import Cleaner
from exporter.readers.reading import Draft, Source, Trace
from exporter.report import Report


def read_native(source: Source, env: Env, report: Report) -> Draft:
    """Return the edition; raises InputError with line and hint where the file differs from the model."""
    cleaner = Cleaner()
    data = source.text.encode("utf-8", "replace")
    edition = decode_edition(data, source.name, env.limits, cleaner.value)
    cleaner.tell(source.name, report)
    return Draft(edition, _trace(source))


def _trace(source: Source) -> tuple[Trace, ...]:
    return tuple(
        Trace(
            number, text, "native" if text.strip() else "blank", "read as the model's own form" if text.strip() else ""
        )
        for number, text in enumerate(source.lines, start=1)
    )
