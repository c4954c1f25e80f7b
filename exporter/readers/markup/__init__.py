"""What all formats made of tags share: parsing without danger, one walk from elements to blocks, and runs, photos.

`parse` makes a tree of text; `Desk` keeps what is noticed about the file, `Slip` what one story of it says; `Walker`
reads the part of a tree that is running text: HTML, XHTML and NITF use one table. `fields` reads the part that is
metadata, so that each format is a table from paths to fields of the model.
"""

from __future__ import annotations

from exporter.readers.markup.blocks import Walker
from exporter.readers.markup.desk import Desk
from exporter.readers.markup.parse import Element, parse_fragment, parse_html, parse_xml
from exporter.readers.markup.slip import Slip

__all__ = ["Desk", "Element", "Slip", "Walker", "parse_fragment", "parse_html", "parse_xml"]
