"""Stories → sections, as they stand in the document now."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.model import Article, Edition, Entry, Section


def arrange(kept: Edition, found: list[tuple[Article, str]]) -> tuple[Section, ...]:
    """Return the sections: the old ones where the same stories stand in them, else by the headings in the document."""
    homes = {entry.article.id: (index, entry) for index, one in enumerate(kept.sections) for entry in one.entries}
    sections: list[tuple[int, str, list[Entry]]] = []
    for article, head in found:
        index, entry = homes.get(article.id, (-1, Entry(article)))
        unnamed = index >= 0 and bool(sections) and index != sections[-1][0] and not kept.sections[index].name
        if not sections or head or unnamed:
            sections.append((index, head, []))
        sections[-1][2].append(replace(entry, article=article))
    made = [Section(tuple(entries), name) for _, name, entries in sections]
    if len(kept.articles) == 1 and len(made) == 1:  # a single story shows no heading of its section
        made[0] = replace(made[0], name=next(one.name for one in kept.sections if one.entries))
    for index, one in enumerate(kept.sections):
        if not one.entries:
            made.insert(index, one)
    return tuple(made)
