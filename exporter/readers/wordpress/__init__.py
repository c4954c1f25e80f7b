"""WordPress: its export file (WXR) and its REST interface as JSON → an edition of the posts that are published."""

from __future__ import annotations

from exporter.readers.wordpress.rest import read_rest
from exporter.readers.wordpress.wxr import read_wxr

__all__ = ["read_rest", "read_wxr"]
