"""Items → stories → the edition: which items make a story, and which story it was."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from exporter.model import Article, Edition, Footnote
from exporter.readers.docx.arrange import arrange
from exporter.readers.docx.blocks import BlockReader
from exporter.readers.docx.heads import Parts, find_unmarked, in_old_order, part_items, read_head
from exporter.readers.docx.items import Grid, Item, Line
from exporter.readers.docx.memory import Memory
from exporter.readers.docx.photos import Photos
from exporter.readers.docx.story import StoryReader
from exporter.readers.docx.styles import Numberings

_STORY = "story:"  # before the id of a story: what names its first paragraph


class Desk:
    """Makes stories of items."""

    def __init__(self, memory: Memory, story: StoryReader, photos: Photos, numberings: Numberings) -> None:
        self._memory, self._story, self._numberings = memory, story, numberings
        self.photos = photos

    def foreign(self, items: Sequence[Item]) -> Article:
        """Return the story of a file that is not ours; the first title, else the first heading, is its headline."""
        levels = [item.look.level for item in items if isinstance(item, Line) and item.look.role == "crosshead"]
        titled = any(isinstance(item, Line) and item.look.role == "headline" and not item.blank for item in items)
        top = min(levels, default=1)
        opens = next((item for item in items if isinstance(item, Line) and not item.blank), None)
        leads = not titled and opens is not None and opens.look.role == "crosshead"
        title_level = opens.look.level if leads and opens else 0
        single = levels.count(top) == 1 and title_level == top
        heading = top + 1 if single else top
        parts = part_items(list(items), None, self._memory, title_level)
        reader = BlockReader(self._memory, self.photos, self._numberings, "", heading, fresh=True)
        return find_unmarked(self._named(self._article(Article(), None, parts, reader), parts, single=True))

    def edition(self, items: Sequence[Item], kept: Edition) -> Edition:
        """Return the edition that was kept, as it stands in the document now."""
        single = len(kept.articles) == 1
        front, stories = _cut(list(items), kept.articles[0].id if single else None)
        found: list[tuple[Article, str]] = []
        for name, own in stories:
            stored = self._memory.articles.get(name)
            parts = part_items(own, stored, self._memory, 0 if single else 1)
            language = stored.language if stored else kept.language
            reader = BlockReader(self._memory, self.photos, self._numberings, language, 2, fresh=False)
            article = self._article(stored or Article(language=language), stored, parts, reader)
            head = parts.section[-1].text.strip() if parts.section else ""
            found.append((self._named(article, parts, single), head))
        edition = replace(kept, sections=arrange(kept, found))
        return self._titled(edition, front, kept)

    def _article(self, article: Article, stored: Article | None, parts: Parts, reader: BlockReader) -> Article:
        """Return the article with head, text, notes and photos as the document has them."""
        self.photos.read(parts.lead_photos, article.language)
        head = read_head(article, parts, self._memory, reader)
        body = reader.blocks(parts.body, article.body)
        notes = self._notes(article, parts, reader, _calls(parts))
        photos = in_old_order(self.photos.take(), stored, self._memory)
        return replace(head, body=body, notes=notes, photos=photos)

    def _notes(self, article: Article, parts: Parts, reader: BlockReader, called: list[str]) -> tuple[Footnote, ...]:
        found: dict[str, Footnote] = {}
        for name in called:
            stored = self._memory.notes.get(name, Footnote(name, ()))
            blocks = reader.blocks(self._story.note(name), stored.blocks, frozenset({"note"}))
            found[name] = replace(stored, blocks=blocks)
        for name, items in parts.notes.items():
            stored = self._memory.notes[name]
            first = items[0]
            unlabelled = [_without_label(first, stored.label), *items[1:]] if isinstance(first, Line) else items
            found[name] = replace(stored, blocks=reader.blocks(unlabelled, stored.blocks, frozenset({"note"})))
        old = [note.id for note in article.notes if note.id in found]
        return tuple(found[name] for name in (*old, *(name for name in found if name not in old)))

    def _named(self, article: Article, parts: Parts, single: bool) -> Article:
        name = parts.masthead[-1].text.strip() if parts.masthead and single else ""
        if name and name != self._memory.shown.get("masthead", "").strip():
            return replace(article, publication=replace(article.publication, name=name))
        return article

    def _titled(self, edition: Edition, front: list[Item], kept: Edition) -> Edition:
        """Return the edition with title and paper's name as its front or its only story now say them."""
        articles = edition.articles
        if len(kept.articles) == 1:
            name = articles[0].publication.name if articles else ""
            if name == kept.articles[0].publication.name:
                return edition
            return replace(edition, publication=replace(edition.publication, name=name))
        lines = {item.look.role: item.text.strip() for item in reversed(front) if isinstance(item, Line)}
        paper = lines.get("masthead", "")
        title = lines.get("deck" if paper else "headline", "")
        if paper and paper != self._memory.shown.get("masthead", "").strip():
            edition = replace(edition, publication=replace(edition.publication, name=paper))
        if title and title != self._memory.shown.get("title", "").strip():
            edition = replace(edition, title=title)
        return edition


def _cut(items: list[Item], only: str | None) -> tuple[list[Item], list[tuple[str, list[Item]]]]:
    """Return the items of the front, and those of each story with its id; `only` is the id of a single story.

    A headline below text begins a new story: it was written in Word, or the bookmark of the story is gone.
    """
    if only is not None:
        return [], [(only, items)]
    front: list[Item] = []
    stories: list[tuple[str, list[Item]]] = []
    seen: set[str] = set()
    texted = False  # the story has text already
    for item in items:
        names = (name.removeprefix(_STORY) for name in item.ids if name.startswith(_STORY))
        name = next((name for name in names if name not in seen), None)
        if name is not None or (texted and _is_head(item)):
            seen.add(name or "")
            stories.append((name or "", []))
            texted = False
        (stories[-1][1] if stories else front).append(item)
        written = isinstance(item, Grid) or (item.look.role in ("body", "lead") and not item.blank)
        texted = texted or (bool(stories) and written)
    return front, stories


def _is_head(item: Item) -> bool:
    if not isinstance(item, Line) or item.blank:
        return False
    return item.look.role in ("section", "kicker", "headline") or (
        item.look.role == "crosshead" and item.look.level == 1
    )


def _calls(parts: Parts) -> list[str]:
    """Return the notes that the story calls, in order, those of its head and its captions too."""
    groups = (parts.kicker, parts.headline, parts.subhead, parts.deck, parts.lead_photos, parts.body)
    found: dict[str, None] = {}

    def visit(items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Line):
                found.update(dict.fromkeys(piece.run.note for piece in item.pieces if piece.run.note))
            else:
                for row in item.rows:
                    for box in row:
                        visit(box.items)

    for group in groups:
        visit(group)
    return list(found)


def _without_label(line: Line, label: str) -> Line:
    """Return the line without the sign of the note that opens it."""
    if not label or not line.text.startswith(label):
        return line
    left = len(label) + line.text[len(label) :].startswith(" ")
    pieces = []
    for piece in line.pieces:
        taken = min(left, len(piece.run.text))
        left -= taken
        pieces.append(replace(piece, run=replace(piece.run, text=piece.run.text[taken:])))
    return replace(line, pieces=tuple(piece for piece in pieces if piece.run.text or piece.run.note))
