"""Which part of a page holds the story: the deepest element that holds nearly all of the text told to belong to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from exporter.readers.html.oracle import ask_oracle
from exporter.readers.markup import Desk, Element
from exporter.readers.markup.elements import BLOCKS, has_class
from exporter.readers.markup.parse import name_of, words

SHARE = 0.85  # of the letters that belong to the story; the rest is a caption or box that stands apart
LONG = 60  # letters of a paragraph that is running text, not a label
MOST_LINKS = 0.4  # of its letters, beyond which a paragraph is a list of links
# Letters of the element around the text, as times of the text's own, up to which it is taken as the story's part.
ARTICLE_TIMES, OTHER_TIMES = 2.0, 1.3
NAMED = ("article", "main")


def find_main(root: Element, text: str, desk: Desk) -> tuple[Element | None, str]:
    """Return the element that holds the story, and the letters that belong to it, "" where nothing told them."""
    told = ask_oracle(text, desk)
    blocks = list(_text_blocks(root))
    if told:
        mine = [(block, count) for block, count in blocks if letters(words(block))[:LONG] in told]
        if (found := _deepest(mine)) is not None:
            return _widen(found), told
    for scope in (*_named(root), root):
        inside = [(block, count) for block, count in _text_blocks(scope) if count >= LONG and not _is_links(block)]
        if (found := _deepest(inside, scope)) is not None:
            return (scope if scope is not root and name_of(scope) in NAMED else found), ""
    body = next((part for part in root.iter("body")), root)
    return (body, "") if words(body) or any(True for _ in body.iter("img")) else (None, "")


def letters(text: str) -> str:
    """Return the letters and digits alone, to compare words without regard to spaces and marks."""
    return re.sub(r"[\W_]", "", text)


def _named(root: Element) -> list[Element]:
    """Return the elements that say that they are the story, the longest first."""
    bodies = [part for part in root.iter("*") if "articlebody" in part.get("itemprop", "").lower()]
    articles = [part for part in root.iter("article") if not _in_aside(part)]
    mains = [part for part in root.iter("*") if part.tag == "main" or part.get("role") == "main"]
    longest = sorted(articles, key=lambda part: -_running_letters(part))[:1]
    return [part for part in (*bodies[:1], *longest, *mains[:1]) if _running_letters(part) >= LONG]


def _running_letters(part: Element) -> int:
    return sum(count for block, count in _text_blocks(part) if count >= LONG and not _is_links(block))


def _in_aside(part: Element) -> bool:
    return any(name_of(outer) in ("aside", "nav", "footer") for outer in part.iterancestors())


def _text_blocks(root: Element) -> Iterator[tuple[Element, int]]:
    """Yield the innermost blocks with the number of their letters."""
    for part in root.iter("p", "li", "h2", "h3", "h4", "blockquote", "td", "div", "figcaption", "dd", "pre", "section"):
        if part.tag in ("div", "section", "td", "li", "blockquote") and any(name_of(child) in BLOCKS for child in part):
            loose = [part.text, *(child.tail for child in part)]  # lines between its blocks, as blogs write them
            if (count := len(letters("".join(filter(None, loose))))) >= LONG:
                yield part, count
            continue
        if count := len(letters("".join(part.itertext("*")))):
            yield part, count


def _is_links(block: Element) -> bool:
    whole = len(letters(words(block)))
    linked = sum(len(letters(words(link))) for link in block.iter("a"))
    return linked > MOST_LINKS * whole or has_class(block, "cookie", "newsletter", "comment", "footer")


def _widen(found: Element) -> Element:
    """Return the element around the text that also holds the headline or lead photo, where it adds little else."""
    text = len(letters(words(found)))
    for outer in found.iterancestors():
        most = ARTICLE_TIMES if name_of(outer) == "article" else OTHER_TIMES
        if len(letters(words(outer))) > most * text:
            break
        if name_of(outer) == "article" or any(True for _ in outer.iter("h1")):
            return outer
    return found


def _deepest(blocks: list[tuple[Element, int]], top: Element | None = None) -> Element | None:
    """Return the deepest element that holds the SHARE of the letters of the blocks."""
    held: dict[Element, int] = defaultdict(int)
    for block, count in blocks:
        held[block] += count
        for outer in block.iterancestors():
            held[outer] += count
            if outer is top:
                break
    total = sum(count for _, count in blocks)
    enough = [part for part, count in held.items() if count >= SHARE * total]
    if not enough:
        return None
    found = max(enough, key=lambda part: sum(1 for _ in part.iterancestors()))
    return found if name_of(found) not in ("p", "li") or found.getparent() is None else found.getparent()
