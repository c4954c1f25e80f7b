"""Lay a news story out as a printed page (PDF), a Word file and an EPUB from one shared article model.

The flow: a story is *read* and copy-edited into an `Edition` of one or many `Article`s, given a `Style`, and *exported*
to formats, each file being checked by code that did not write it. What was noticed on the way is in the `Report`::

    from pathlib import Path
    import exporter

    env, report = exporter.real_env(Path("stories")), exporter.Report()
    edition = exporter.read("harbour.md", env, report)
    data = exporter.export(edition, "pdf", exporter.load_style("newspaper"), env, report)
    Path("harbour.pdf").write_bytes(data)

Everything raised on purpose is an `ExporterError`. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exporter.env import Env, fixed_env, real_env
    from exporter.model import Article, Edition
    from exporter.pipeline import check_file as check
    from exporter.pipeline import export_edition as export
    from exporter.pipeline import read_edition as read
    from exporter.report import ExporterError, Report
    from exporter.style.load import load_style
    from exporter.style.model import Style

__version__ = "0.1.0"
__all__ = [
    "Article", "Edition", "Env", "ExporterError", "Report", "Style",
    "check", "export", "fixed_env", "load_style", "read", "real_env",
]  # fmt: skip

_HOMES: dict[str, str] = {
    "Article": "exporter.model:Article",
    "Edition": "exporter.model:Edition",
    "Env": "exporter.env:Env",
    "ExporterError": "exporter.report:ExporterError",
    "Report": "exporter.report:Report",
    "Style": "exporter.style.model:Style",
    "check": "exporter.pipeline:check_file",
    "export": "exporter.pipeline:export_edition",
    "fixed_env": "exporter.env:fixed_env",
    "load_style": "exporter.style.load:load_style",
    "read": "exporter.pipeline:read_edition",
    "real_env": "exporter.env:real_env",
}


def __getattr__(name: str) -> Any:
    """Return the public name, imported when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'exporter' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute)
