"""`exporter diff`: what an editor changed, in words."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from cli_runs import STORY, Cli

from exporter.changes import find_changes
from exporter.copyedit import copyedit
from exporter.model import Article, Edition, Paragraph, edition_of, rich
from exporter.wording import Words, compare_words


@pytest.fixture
def word(story: Path, cli: Cli) -> Path:
    """The story as a Word file."""
    assert cli("export", "harbour.md", "--to", "docx", "-o", "harbour.docx").code == 0
    return story.with_suffix(".docx")


def replaced(path: Path, old: str, new: str) -> None:
    """Change words in the Word file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_a_word_file_that_nobody_changed_is_no_different(word: Path, cli: Cli) -> None:
    result = cli("diff", "harbour.md", word)
    assert (result.code, result.out) == (0, "")


def test_a_change_is_shown_in_its_words(word: Path, cli: Cli) -> None:
    replaced(word, "opened on Monday", "closed on Tuesday")
    result = cli("diff", "harbour.md", word)
    assert result.code == 1
    assert "changed paragraph [a1-b1]" in result.out
    assert "The new harbour [-opened-]{+closed+} on [-Monday-]{+Tuesday+}." in result.out
    assert "Ships" not in result.out


def test_the_changes_as_json(word: Path, cli: Cli) -> None:
    replaced(word, "everywhere", "afar")
    found = json.loads(cli("diff", "harbour.md", word, "--json").out)
    assert found["schema"] == "exporter-diff/1"
    assert (found["old"], found["new"]) == ("harbour.md", "harbour.docx")
    assert found["changes"][0]["words"][1] == {"sign": "-", "text": "everywhere"}


def test_an_edited_word_file_becomes_pages_and_a_book(word: Path, cli: Cli) -> None:
    replaced(word, "everywhere", "afar")
    result = cli("export", word, "--to", "epub,json", "-o", "back/")
    assert result.code == 0
    assert "afar" in Path("back/harbour.json").read_text("utf-8")


def test_a_story_that_is_not_there_is_an_error_and_no_difference(story: Path, cli: Cli) -> None:
    assert cli("diff", "harbour.md", "absent.docx").code == 4


def test_two_files_of_text_are_compared_too(story: Path, cli: Cli) -> None:
    Path("other.md").write_text(STORY.replace("Harbour opens", "Harbour shuts"), "utf-8")
    result = cli("diff", "harbour.md", "other.md")
    assert result.code == 1
    assert "changed headline\n  Harbour [-opens-]{+shuts+}" in result.out


def edition(*texts: str, names: str = "") -> Edition:
    ids = names or "abcdefgh"[: len(texts)]
    body = tuple(Paragraph(id=name, text=rich(text)) for name, text in zip(ids, texts, strict=True))
    return copyedit(edition_of(Article(body=body)))


def told(old: Edition, new: Edition) -> list[tuple[str, str]]:
    return [(change.kind, change.id) for change in find_changes(old, new)]


def test_paragraphs_added_and_removed_are_told_where_they_stand() -> None:
    old, new = edition("One", "Two", "Three"), edition("One", "New", "Three", names="azc")
    assert told(old, new) == [("added", "z"), ("removed", "b")]


def test_the_fewest_blocks_are_told_to_have_moved() -> None:
    old, new = edition("One", "Two", "Three", "Four"), edition("Two", "Three", "Four", "One", names="bcda")
    assert told(old, new) == [("moved", "a")]


def test_texts_without_common_ids_are_paired_by_their_words() -> None:
    old = edition("The ships came in at noon", "Nothing else happened", names="ab")
    new = edition("The ships came in at dawn", "Nothing else happened", names="xy")
    assert told(old, new) == [("changed", "x")]


def test_equal_words_between_changes_are_not_repeated() -> None:
    assert compare_words("one two three", "one 2 3") == (Words("=", "one "), Words("-", "two three"), Words("+", "2 3"))
