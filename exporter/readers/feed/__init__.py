"""RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom → an edition: a full text is a story, a teaser is called one."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import edition_of
from exporter.readers.feed.entries import read_entry
from exporter.readers.markup import Desk, Element, Slip, Walker, parse_xml
from exporter.readers.markup.fields import read_leaves
from exporter.readers.markup.parse import name_of
from exporter.readers.reading import Draft, Source
from exporter.report import InputError, Report

# path below <channel> or <feed> → field that every story of the feed has
CHANNEL = {
    "title": "publication.name",
    "link": "publication.url",
    "link@href": "publication.url",
    "language": "language",
    "dc:language": "language",
    "@xml:lang": "language",
    "copyright": "rights.notice",
    "rights": "rights.notice",
    "dc:rights": "rights.notice",
}


def read_feed(source: Source, env: Env, report: Report) -> Draft:
    """Return the entries as stories in the order of the feed; raises InputError for a feed without entries."""
    desk = Desk(source, env, report)
    root = parse_xml(source.text, source.name)
    entries = [part for part in root.iter("*") if name_of(part) in ("item", "entry")]
    if not entries:
        raise InputError("the feed has no entries", source.place(root.sourceline or 1), "is it the right address?")
    channel = _read_channel(root, entries, desk)
    stories, teasers = [], 0
    for entry in entries:
        article, is_teaser = read_entry(entry, desk, channel)
        stories.append(article)
        teasers += is_teaser
    if teasers:
        few = "the entry is" if len(entries) == 1 else f"of {len(entries)} entries {teasers} is"
        few = few.replace(" is", " are") if teasers > 1 else few
        hint = "the full text is on the web pages: save them, and read those"
        desk.find("feed-teaser", "warning", f"{few} only a teaser", entries[0].sourceline or 0, hint)
    title = channel.fields.get("publication.name", "")
    return Draft(replace(edition_of(*stories), title=title, extra=channel.extra), desk.trace(), desk.files)


def _read_channel(root: Element, entries: list[Element], desk: Desk) -> Slip:
    slip = Slip(desk, "feed")
    channel = next((part for part in root if name_of(part) == "channel"), root)
    read_leaves(channel, CHANNEL, slip, Walker(slip), entries)
    for part in root if channel is not root else ():
        if part is not channel and part not in entries and name_of(part):
            read_leaves(part, {}, slip, Walker(slip))
    return slip
