"""Every sample in every look: its words are in the book verbatim and in order."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from epub_stories import page, text_in

from exporter.backends.epub.write import write
from exporter.env import Env, real_env
from exporter.model import Article, Crosshead, Edition, Paragraph, QuestionAnswer, text_of
from exporter.model.walk import riches, walk
from exporter.pipeline import read_edition
from exporter.report import Report
from exporter.style.load import load_style

SAMPLES = Path(__file__).parents[3] / "samples"
STORIES = sorted(
    path.name for path in SAMPLES.iterdir() if path.suffix in {".md", ".txt", ".yaml"} and path.stem != "README"
)
LOOKS = ["newspaper", "magazine", "clipping"]
FLOWING = (Paragraph, Crosshead, QuestionAnswer)  # a block with these opens with its words, whatever is inside it


@lru_cache(maxsize=1)
def sample(story: str) -> tuple[Edition, Env]:
    env = real_env(SAMPLES)
    return read_edition(story, env, Report()), env


def pages(story: str, look: str) -> list[tuple[Article, str]]:
    edition, env = sample(story)
    book = write(edition, load_style(look), env, Report())
    return [(article, text_in(page(book, f"a{number}.xhtml"))) for number, article in enumerate(edition.articles, 1)]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("story", STORIES)
def test_the_words_of_a_sample_are_verbatim_and_in_order(story: str, look: str) -> None:
    for article, text in pages(story, look):
        end = 0
        for part in (article.kicker, article.headline, *article.subheads, article.deck):
            end = _after(text, text_of(part), end)
        for block in walk(article.body):
            if isinstance(block, FLOWING):
                end = _after(text, text_of(riches(block)[0]), end)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("story", STORIES)
def test_every_caption_note_and_small_line_of_a_sample_is_there(story: str, look: str) -> None:
    for article, text in pages(story, look):
        notes = (inner for note in article.notes for inner in walk(note.blocks))
        words = [text_of(runs) for block in (*walk(article.body), *notes) for runs in riches(block)]
        for photo in article.photos:
            words += [photo.catchline, text_of(photo.caption), photo.credit]
        words += [article.byline.raw, article.dateline.raw, article.url, article.rights.notice, article.rights.usage]
        words += [source.name for source in article.sources]
        assert [word for word in words if word not in text] == []


def _after(text: str, words: str, start: int) -> int:
    """Return where the words end in the text, looked for from `start` on."""
    found = text.find(words, start)
    assert found >= 0, words
    return found + len(words)
