"""Edition → Word file: flowing text in named styles, which a newsroom can edit. Start reading at `write.py`."""

from exporter.backends.docx.write import write

__all__ = ["write"]
