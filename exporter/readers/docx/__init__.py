"""A Word file → an edition. The recipe is `read_docx`: open, remember what was kept, cut into stories, read each.

What stands in the document is what counts: styles say the role of a paragraph, bookmarks say which block it was. What
Word does not show (dates, ids, rights, the focal point of a photo) comes from what the file keeps. A file of ours whose
seal nobody has broken gives back the very edition it was made of. A file from elsewhere is read by the same styles,
and by its looks where it uses none.
"""

from __future__ import annotations

from collections.abc import Sequence

from exporter.env import Env
from exporter.model import edition_of, text_of
from exporter.readers.clean import Cleaner
from exporter.readers.docx.desk import Desk
from exporter.readers.docx.items import Item, Line, Noticed
from exporter.readers.docx.looks import read_looks
from exporter.readers.docx.memory import remember
from exporter.readers.docx.noticed import tell
from exporter.readers.docx.package import WordFile
from exporter.readers.docx.photos import Photos
from exporter.readers.docx.story import StoryReader
from exporter.readers.docx.styles import Numberings
from exporter.readers.reading import Draft, Source, Trace
from exporter.report import Report


def read_docx(source: Source, env: Env, report: Report) -> Draft:
    """Return the stories of the Word file with its pictures; raises InputError where it cannot be read."""
    file, cleaner, noticed = WordFile(source.data, source.name, env.limits), Cleaner(), Noticed()
    memory = remember(file, source.name, env.limits, cleaner, report)
    story = StoryReader(file, memory, noticed, cleaner)
    items = story.items() if memory.edition else read_looks(story.items(), noticed)
    desk = Desk(memory, story, Photos(file, memory, noticed), Numberings(file))
    edition = desk.edition(items, memory.edition) if memory.edition else edition_of(desk.foreign(items))
    if memory.edition and memory.sealed(file):
        edition = memory.edition
    cleaner.tell(source.name, report)
    tell(noticed, file, source.name, report, ours=memory.edition is not None)
    return Draft(edition, tuple(_trace(items)), desk.photos.files)


def _trace(items: Sequence[Item]) -> list[Trace]:
    """Return the role of every paragraph; its number stands for the line."""
    found: list[Trace] = []
    for item in items:
        if isinstance(item, Line):
            what = item.look.role or "body"
            said = item.text or text_of(tuple(piece.run for piece in item.pieces))
            found.append(
                Trace(item.number, said, "blank" if item.blank else what, item.why or f"style {item.look.name}")
            )
        else:
            found += [trace for row in item.rows for box in row for trace in _trace(box.items)]
    return found
