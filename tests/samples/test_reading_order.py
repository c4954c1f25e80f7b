"""What a screen reader is told by the tags of every sample: the story in its order, its headings, what photos show."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from test_every_word import LOOKS, SAMPLES, STORIES, folded
from tools import need

from exporter.env import real_env
from exporter.model import Article, Crosshead, Edition, Paragraph, text_of
from exporter.model.walk import lead_photo_ids, riches, walk
from exporter.pipeline import export_edition, read_edition
from exporter.report import Report
from exporter.style.load import load_style

pytestmark = pytest.mark.thorough

LINE = re.compile(r'( *)(?:"(.*)"|([A-Z]\w*)(?: \((?:block|inline)\)|:)?|.*)')

each_sample = pytest.mark.parametrize(("story", "look"), [(story, look) for story in STORIES for look in LOOKS])


@lru_cache
def made(story: str, look: str) -> tuple[Edition, bytes]:
    env = real_env(SAMPLES)
    edition = read_edition(story, env, Report())
    return edition, export_edition(edition, "pdf", load_style(look), env, Report())


def told(data: bytes, folder: Path) -> list[tuple[str, str]]:
    """Return role and text of each element that has text, in the order in which poppler's ``-struct-text`` has them."""
    path = folder / "story.pdf"
    path.write_bytes(data)
    command = [need("pdfinfo"), "-struct-text", str(path)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    parts: list[tuple[str, list[str]]] = []
    above: list[tuple[int, str, list[str]]] = []
    for line in re.split(r"\n(?= *[\"A-Z/])", shown):
        found = LINE.fullmatch(" ".join(line.rstrip("\n").split("\n")))
        indent, text, role = found.groups() if found else ("", None, None)
        while above and above[-1][0] >= len(indent or ""):
            above.pop()
        if role:
            above.append((len(indent or ""), role, texts := []))
            parts.append((role, texts))
        elif text is not None:
            next(texts for _, role, texts in reversed(above) if role not in ("Link", "Span")).append(text)
    return [(role, whole) for role, texts in parts if (whole := folded("".join(texts)))]


@each_sample
def test_story_and_headings_are_told_in_order_and_no_level_is_left_out(story: str, look: str, tmp_path: Path) -> None:
    edition, data = made(story, look)
    parts = told(data, tmp_path)
    headings = [(int(role[1:]), text) for role, text in parts if re.fullmatch(r"H[1-6]", role)]
    assert [text for _, text in headings] == [text for text in written_headings(edition) if text]
    assert headings[0][0] == 1
    assert all(below <= above + 1 for (above, _), (below, _) in pairwise(headings))
    whole, place = " ".join(text for _, text in parts), 0
    for article in edition.articles:
        for words in (text_of(article.headline), *spoken(article)):
            found = whole.find(folded(words), place)
            assert found >= 0, words
            place = found + len(folded(words))


def written_headings(edition: Edition) -> list[str]:
    """Return section names, headlines and crossheads in order."""
    headings: list[str] = []
    for section in edition.sections:
        headings.append(folded(section.name))
        for entry in section.entries:
            headings.append(folded(text_of(entry.article.headline)))
            headings += [
                folded(text_of(block.text)) for block in walk(entry.article.body) if isinstance(block, Crosshead)
            ]
    return headings


def spoken(article: Article) -> list[str]:
    """Return paragraphs and crossheads in order, without those that carry note calls or readings above."""
    texts = []
    for block in walk(article.body):
        if isinstance(block, Paragraph | Crosshead):
            (runs, *_) = riches(block)
            if not any(run.note or run.ruby for run in runs):
                texts.append(text_of(runs))
    return texts


@each_sample
def test_every_photo_is_told_by_what_it_shows(story: str, look: str) -> None:
    edition, data = made(story, look)
    with pikepdf.open(BytesIO(data)) as pdf:
        said = [str(element.Alt) for element in elements(pdf.Root.StructTreeRoot.K) if element.S == "/Figure"]
    wanted = []
    for article in edition.articles:
        photos = {photo.id: photo for photo in article.photos}
        order = [*lead_photo_ids(article), *(photo for block in walk(article.body) for photo in _photos_of(block))]
        shown = [photos[photo] for photo in order if photo in photos and photos[photo].src]
        wanted += [photo.alt for photo in shown if not photo.decorative]
    assert said == wanted
    assert all(said)


def _photos_of(block: Any) -> tuple[str, ...]:
    return getattr(block, "photos", ())


def elements(element: Any) -> list[Any]:
    """Return the element and those inside it, each before its own."""
    kids = element.get("/K", pikepdf.Array())
    found = [element] if "/S" in element else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += elements(kid)
    return found
