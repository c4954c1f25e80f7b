"""Stories for the contest: the words of samples/harbour.md in ever new order, with new words among them."""

from __future__ import annotations

import json
import random
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import exporter
from exporter.model import Crosshead, Paragraph
from exporter.model.inlines import text_of

SAMPLES = Path(__file__).parents[3] / "samples"
NEW = 0.1  # share of the words that no other story has


class Part(NamedTuple):
    """A paragraph or a crosshead."""

    kind: str  # "p" or "h"
    text: str


class Story(NamedTuple):
    """A story as every contestant gets it: words alone, and the name of a photo that lies beside it."""

    name: str
    headline: str
    deck: str
    byline: str
    parts: tuple[Part, ...]
    caption: str
    credit: str
    alt: str
    photo: str

    @property
    def words(self) -> int:
        """Return how many words the body has."""
        return sum(len(part.text.split()) for part in self.parts)


def first_story() -> Story:
    """Return the sample itself."""
    article = exporter.read("harbour.md", exporter.real_env(SAMPLES), exporter.Report()).articles[0]
    photo = article.photos[0]
    parts = [
        Part("h" if isinstance(block, Crosshead) else "p", text_of(block.text))
        for block in article.body
        if isinstance(block, Paragraph | Crosshead)
    ]
    return Story(
        name="story-0000",
        headline=text_of(article.headline),
        deck=text_of(article.deck),
        byline="By Maren Okafor and Tobias Lind",
        parts=tuple(parts),
        caption=text_of(photo.caption),
        credit=photo.credit,
        alt=photo.alt,
        photo="photo-0000.jpg",
    )


def other_story(first: Story, number: int) -> Story:
    """Return a story of the same length and look with words in another order, a tenth of them new.

    A paragraph keeps its first three words, so that it begins like one.
    """
    chance = random.Random(number)
    known = [word for part in first.parts for word in part.text.split() if word.isalpha()]

    def renew(word: str) -> str:
        if chance.random() > NEW or not word.isalpha():
            return word
        head, tail = chance.choice(known), chance.choice(known)
        return head[: len(head) // 2 + 1] + tail[len(tail) // 2 :]

    def shuffle(text: str) -> str:
        words = text.split()
        rest = words[3:]
        chance.shuffle(rest)
        return " ".join([*words[:3], *map(renew, rest)])

    headline = first.headline.split()
    return first._replace(
        name=f"story-{number:04}",
        headline=" ".join([*headline[:-2], renew(headline[-2]), renew(headline[-1])]) + f" {number}",
        deck=shuffle(first.deck),
        parts=tuple(Part(part.kind, shuffle(part.text)) for part in first.parts),
        caption=shuffle(first.caption),
        photo=f"photo-{number:04}.jpg",
    )


def write_stories(folder: Path, count: int) -> list[Story]:
    """Write the stories in the form that each contestant reads, and return them.

    Each has a photo of its own: the same picture with another marker in it, which makes it another one for every cache.
    """
    folder.mkdir(parents=True)
    first = first_story()
    stories = [first, *(other_story(first, number) for number in range(1, count))]
    (folder / "exporter").mkdir()
    for story in stories:
        write_story(story, folder)
        (folder / f"{story.name}.md").write_text(as_pandoc(story), encoding="utf-8")
        (folder / f"{story.name}.html").write_text(as_html(story), encoding="utf-8")
    (folder / "stories.json").write_text(json.dumps([as_json(story) for story in stories]), encoding="utf-8")
    return stories


def write_story(story: Story, folder: Path) -> None:
    """Write the story as this project reads it, in a folder of its own in `folder`, and its photo beside both."""
    picture = (SAMPLES / "pictures" / "harbour.jpg").read_bytes()
    (folder / story.photo).write_bytes(with_marker(picture, int(story.name[-4:])))
    (folder / "exporter" / story.photo).hardlink_to(folder / story.photo)
    (folder / "exporter" / f"{story.name}.md").write_text(as_markdown(story), encoding="utf-8")


def with_marker(jpeg: bytes, number: int) -> bytes:
    """Return the JPEG with an Adobe marker behind its first segment, which changes nothing of what is seen.

    Its flags, which no program heeds, are the number. A comment would not do: we cut it off, and the pictures would be
    one, decoded once for all stories.
    """
    end = 4 + int.from_bytes(jpeg[4:6], "big")
    return jpeg[:end] + b"\xff\xee\x00\x0eAdobe\x00d" + number.to_bytes(2, "big") + b"\x00\x00\x01" + jpeg[end:]


def as_json(story: Story) -> dict[str, Any]:
    """Return the story as the scripts in Python and Typst read it."""
    return {**story._asdict(), "parts": [part._asdict() for part in story.parts]}


def as_markdown(story: Story) -> str:
    """Return the story as this project reads it."""
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in story._asdict().items()}
    return (
        f"---\nheadline: {quoted['headline']}\ndeck: {quoted['deck']}\nbyline: {quoted['byline']}\nlanguage: en-GB\n"
        f"date: 2026-03-14\nphoto:\n  src: {story.photo}\n  caption: {quoted['caption']}\n"
        f"  credit: {quoted['credit']}\n  alt: {quoted['alt']}\n---\n\n{_body(story)}"
    )


def as_pandoc(story: Story) -> str:
    """Return the story as pandoc reads it: the headline heads a chapter, the deck and the byline follow."""
    figure = f"![{story.caption} {story.credit}]({story.photo})"
    return f"# {story.headline}\n\n*{story.deck}*\n\n{story.byline}\n\n{figure}\n\n{_body(story)}\n"


def as_html(story: Story) -> str:
    """Return the story as a section of a page."""
    tags = {"p": "p", "h": "h2"}
    body = "".join(f"<{tags[part.kind]}>{escape(part.text)}</{tags[part.kind]}>\n" for part in story.parts)
    return (
        f"<section><h1>{escape(story.headline)}</h1><div class=deck>{escape(story.deck)}</div><div class=columns>"
        f"<p class=byline>{escape(story.byline)}</p><figure><img src={story.photo} alt='{escape(story.alt)}'>"
        f"<figcaption>{escape(story.caption)} {escape(story.credit)}</figcaption></figure>{body}</div></section>\n"
    )


def _body(story: Story) -> str:
    return "\n\n".join(f"## {part.text}" if part.kind == "h" else part.text for part in story.parts) + "\n"
