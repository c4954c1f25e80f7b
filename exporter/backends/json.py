"""The edition in its native interchange form; how it looks plays no part."""

from __future__ import annotations

from exporter.env import Env
from exporter.model import Edition
from exporter.model.json import encode_edition
from exporter.report import Report
from exporter.style.model import Style


def write(edition: Edition, style: Style, env: Env, report: Report) -> bytes:
    """Return the edition as JSON in UTF-8."""
    return encode_edition(edition)
