"""The sign after the last word of a story, where the style has one."""

from __future__ import annotations

from makeup_stories import long_story, made, paragraphs, story

from exporter.model import Aside, Paragraph, QuestionAnswer, rich
from exporter.page import Page, Text


def marks(pages: tuple[Page, ...]) -> list[tuple[Text, Text]]:
    """Return each end mark with the text that stands before it on its line."""
    found: list[tuple[Text, Text]] = []
    for page in pages:
        items = [item for item in page.items if isinstance(item, Text)]
        for item in items:
            if any("■" in text for _, run in item.runs for text in run.texts):
                line = [
                    other for other in items if other is not item and abs(other.y - item.y) < 1 and other.x < item.x
                ]
                found.append((item, max(line, key=lambda other: other.x)))
    return found


def test_the_end_mark_follows_the_last_word_and_is_furniture() -> None:
    article = long_story(8)
    last = article.body[-1]
    ((mark, before),) = marks(made(article, style="magazine"))
    assert mark.block == ""
    assert before.block == "a1-b10"
    assert isinstance(last, Paragraph)
    assert mark.x > before.x


def test_a_box_after_the_text_has_no_end_mark_and_an_answer_has_one() -> None:
    box = Aside(title=rich("More"), blocks=(Paragraph(text=rich("In the box.")),))
    ((_, before),) = marks(made(story([*paragraphs(3), box]), style="magazine"))
    assert before.block == "a1-b3"
    answer = QuestionAnswer(question=rich("And was it?"), answer=(Paragraph(text=rich("It was rising.")),))
    assert len(marks(made(story([*paragraphs(3), answer]), style="magazine"))) == 1


def test_a_look_without_end_mark_prints_none() -> None:
    assert not marks(made(long_story(8), style="newspaper"))
