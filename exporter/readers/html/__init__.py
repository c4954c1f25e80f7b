"""A web page, saved or piped → an edition of one story.

What the page says about itself (JSON-LD, microdata, OpenGraph, meta) gives the head; the part of the page that holds
the story is found, and walked as it stands, so that figures, captions, tables, lists and quotations survive. With the
extra ``[web]`` trafilatura says which text belongs to the story; without it a plain rule does. Nothing is fetched here.
"""

from __future__ import annotations

import re

from exporter.env import Env
from exporter.model import Rule, edition_of
from exporter.readers.html.furniture import Furniture
from exporter.readers.html.head import read_head
from exporter.readers.html.main_part import find_main
from exporter.readers.html.metadata import base_address, put_metadata
from exporter.readers.html.programs import mend_program
from exporter.readers.markup import Desk, Slip, Walker, parse_html
from exporter.readers.markup.heads import drop_repeated_headline
from exporter.readers.reading import Draft, Source
from exporter.report import InputError, Report


def read_html(source: Source, env: Env, report: Report) -> Draft:
    """Return the story of the page; raises InputError for a page that holds no text."""
    desk = Desk(source, env, report)
    root = parse_html(source.text, source.name)
    slip = Slip(desk, "html")
    mend_program(root)
    address = source.given.source_url or base_address(root, source.text)
    main, told = find_main(root, source.text, desk)
    if main is None:
        hint = "its text may be loaded by a script: open it in a browser and save it from there"
        raise InputError("the page holds no text", source.place(1), hint)
    metadata = put_metadata(root, slip)
    read = read_head(root, main, address, slip, metadata)
    furniture = Furniture(main, told, read)
    walker = Walker(slip, address, strict=False, skip=furniture.is_out)
    body = drop_repeated_headline(walker.story(main), slip)
    while body and isinstance(body[0], Rule):  # between the head and the text
        body = body[1:]
    metadata.put_last(slip, walker, has_pictures=bool(slip.photos))
    furniture.record(root, main, slip)
    if address:
        slip.put("url", address, "address")
    name = re.sub(r"\s+", " ", main.tag)
    desk.find("page-part", "info", f"the story was read from the page's <{name}>", main.sourceline or 0)
    return Draft(edition_of(slip.article(body)), desk.trace(), desk.files)
