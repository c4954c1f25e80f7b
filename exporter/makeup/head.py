"""The head of a story: kicker, headline, subheads, deck, byline; or the record of the clipping look."""

from __future__ import annotations

from exporter.dates import format_date, format_number
from exporter.makeup.compositor import EMPTY, Compositor, Stack
from exporter.makeup.grid import shift
from exporter.model import Run, rich, text_of
from exporter.model.walk import plain_text
from exporter.page import RECORD, Item, Line, Mark
from exporter.style.model import Field

FOOT_WHITE = 0.42  # of its size: white between what ends the head and the text, at least
LABEL_WIDTH = 70.0  # points: the label column of the record


def set_head(desk: Compositor, width: float, level: int, largest: float = 1e9) -> Stack:
    """Return everything above the story's columns; `level` is the depth of its bookmark."""
    article, style = desk.article, desk.style
    parts: list[tuple[Stack, float, float]] = []

    def add(role: str, stack: Stack) -> None:
        """Take in a part; the white below it is in proportion to its size."""
        if stack.items:
            text = style.text[role]  # type: ignore[index]
            parts.append((stack, text.before, text.after * max(1.0, stack.size / text.size)))

    add("kicker", desk.stack("kicker", article.kicker, width, f"{article.id}-kicker"))
    add("headline", desk.headline(article.headline, width, f"{article.id}-headline", largest))
    for number, subhead in enumerate(article.subheads, 1):
        add("subhead", desk.display("subhead", subhead, width, f"{article.id}-subhead{number}"))
    add("deck", desk.display("deck", article.deck, width, f"{article.id}-deck"))
    add("byline", desk.stack("byline", rich(article.byline.raw), width, f"{article.id}-byline"))
    title = text_of(article.headline) or text_of(article.deck)
    items: list[Item] = [Mark(0, 0, article.id, title, level)]
    height = 0.0
    for stack, before, after in parts:
        height += before if height else 0.0
        items += shift(stack.items, 0, height)
        height += stack.height + after
    if parts:
        stack, _, after = parts[-1]
        height += max(0.0, FOOT_WHITE * stack.size - after)
    return Stack(tuple(items), height)


def field_text(desk: Compositor, field: Field, page: str = "", pages: str = "") -> str:
    """Return what a field of the furniture says for this article; "" where it is not known."""
    article = desk.article
    publication = article.publication
    match field:
        case "publication":
            return publication.name
        case "date":
            return format_date(publication.date or article.dates.published, desk.language)
        case "section":
            return article.section
        case "page":
            return article.page
        case "edition":
            return publication.edition
        case "page-number":
            return page
        case "page-of":
            return desk.phrase("page-of", page=page, pages=pages)
        case "headline":
            return " ".join(text_of(article.headline).split())  # its lines are those of the head
        case "words":
            return format_number(len(plain_text(article.body).split()), desk.language)


def set_record(desk: Compositor, width: float) -> Stack:
    """Return the record of a clipping: one line for each thing known about where the story stood."""
    article = desk.article
    link = Run(article.url.removeprefix("https://").removeprefix("http://"), (), article.url)
    told = {
        "publication": rich(field_text(desk, "publication")),
        "date": rich(field_text(desk, "date")),
        "edition": rich(field_text(desk, "edition")),
        "section": rich(field_text(desk, "section")),
        "page": rich(field_text(desk, "page")),
        "byline": rich(article.byline.raw),
        "source": rich(", ".join(source.name for source in article.sources)),
        "url": (link,) if article.url else (),
        "words": rich(field_text(desk, "words")),
    }
    items: list[Item] = []
    rule = desk.style.colors["rule"].rgb
    height = 4.0
    for key in RECORD:
        if not (value := told[key]):
            continue
        block = f"{article.id}-record-{key}"
        label = desk.stack("record-label", rich(desk.phrase(key)), LABEL_WIDTH, f"{block}-label")
        stack = desk.stack("record", value, width - LABEL_WIDTH, block)
        items += shift(label.items, width - LABEL_WIDTH if desk.rtl else 0, height)
        items += shift(stack.items, 0 if desk.rtl else LABEL_WIDTH, height)
        height += max(label.height, stack.height)
    if not items:
        return EMPTY
    lines = (Line(0, 0, width, 0, 0.8, rule), Line(0, height + 4, width, height + 4, 0.8, rule))
    return Stack((*items, *lines), height + 16)
