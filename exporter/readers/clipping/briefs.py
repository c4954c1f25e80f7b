"""Several briefs in one paste: a headline and a paragraph with a dateline, again and again."""

from __future__ import annotations

from itertools import pairwise

from exporter.readers.clipping.lines import Chunk, breadth, ends_sentence, split_chunks
from exporter.readers.clipping.titles import LONGEST_HEADLINE
from exporter.readers.dateline import find_dateline
from exporter.readers.reading import Source

MOST_BRIEFS = 100  # more in one paste is something else


def split_briefs(source: Source) -> list[Source]:
    """Return a source for each brief, lines of the others left blank so that line numbers hold; else the one source.

    Every brief opens with a short line apart from others, right above a paragraph that opens with a dateline, and the
    first of them opens the text or stands below the masthead. A marked headline says that the text is one story.
    """
    chunks = split_chunks(source.lines)
    if source.given.roles or any(chunk.mark == "headline" for chunk in chunks):
        return [source]
    starts = [index for index in range(len(chunks) - 1) if _opens_brief(chunks[index], chunks[index + 1])]
    if not 2 <= len(starts) <= MOST_BRIEFS or starts[0] > 1:
        return [source]
    lines = source.lines
    firsts = [0, *(chunks[start].number - 1 for start in starts[1:]), len(lines)]
    return [
        Source(
            source.name, "\n".join([""] * first + lines[first:last] + [""] * (len(lines) - last)) + "\n", source.given
        )
        for first, last in pairwise(firsts)
    ]


def _opens_brief(head: Chunk, text: Chunk) -> bool:
    """Return True for a line that can be a headline and the paragraph below it with its dateline."""
    if head.mark or text.mark or not head.apart or breadth(head.text) > LONGEST_HEADLINE or ends_sentence(head.text):
        return False
    return find_dateline(head.text) is None and find_dateline(text.text) is not None
