"""`exporter export`: which files are made, from what, and where."""

import json
from pathlib import Path

import pytest
from cli_runs import STORY, Cli
from PIL import Image


def other_story(path: Path, headline: str = "Bridge closes") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(STORY.replace("Harbour opens", headline), "utf-8")
    return path


def picture(path: Path, color: str = "navy") -> Path:
    Image.new("RGB", (300, 200), color).save(path)
    return path


def article(path: Path) -> dict[str, object]:
    return json.loads(path.read_text("utf-8"))["sections"][0]["entries"][0]["article"]  # type: ignore[no-any-return]


def test_each_format_gives_a_file_whose_path_is_printed(cli: Cli, story: Path) -> None:
    result = cli("export", story, "--to", "json,dump", "-o", "out/")
    assert result.code == 0
    assert result.paths == ["out/harbour.json", "out/harbour.txt"]
    assert all(Path(path).stat().st_size > 100 for path in result.paths)


def test_one_format_can_be_written_to_a_named_file(cli: Cli, story: Path) -> None:
    assert cli("export", story, "--to", "json", "-o", "page.json").paths == ["page.json"]


def test_the_ending_of_a_named_file_chooses_the_format(cli: Cli, story: Path) -> None:
    assert cli("export", story, "-o", "deep/page.json").paths == ["deep/page.json"]
    assert article(Path("deep/page.json"))["headline"] == [{"text": "Harbour opens"}]


def test_a_dash_writes_the_file_itself_to_standard_output(cli: Cli, story: Path) -> None:
    result = cli("export", story, "--to", "json", "-o", "-")
    assert json.loads(result.out)["schema"] == "exporter-edition/1"
    assert list(story.parent.iterdir()) == [story]


def test_a_story_is_read_from_standard_input(cli: Cli, story: Path) -> None:
    data = story.read_bytes()
    assert cli("export", "-", "--to", "json", "-o", "out", stdin=data).paths == ["out/story.json"]
    assert cli("export", "-", "--name", "lead.md", "--to", "json", "-o", "out", stdin=data).paths == ["out/lead.json"]


def test_several_stories_give_a_file_set_each(cli: Cli, story: Path) -> None:
    other_story(story.parent / "bridge.md")
    result = cli("export", "harbour.md", "bridge.md", "--to", "json", "-o", "out")
    assert result.paths == ["out/harbour.json", "out/bridge.json"]
    assert "2 stories: 2 files" in result.err


def test_a_folder_gives_its_stories_by_name_and_nothing_else(cli: Cli, story: Path) -> None:
    other_story(story.parent / "bridge.md")
    picture(story.parent / "a.jpg")
    for name in ("README.md", ".hidden.md", "_draft.md", "LICENSE.txt"):
        (story.parent / name).write_text("no story", "utf-8")
    other_story(story.parent / "inner" / "deep.md")
    assert cli("export", ".", "--to", "json", "-o", "out").paths == ["out/bridge.json", "out/harbour.json"]


def test_a_folder_without_stories_is_named(cli: Cli, story: Path) -> None:
    (story.parent / "empty").mkdir()
    result = cli("export", "empty", "--to", "json")
    assert result.code == 4
    assert "empty: error: no story is in this folder [input]" in result.err
    assert "stories end in .txt" in result.err


def test_a_folder_of_word_files_says_that_they_have_to_be_named(cli: Cli, story: Path) -> None:
    (story.parent / "desk").mkdir()
    (story.parent / "desk" / "bridge.docx").write_bytes(b"")
    result = cli("export", "desk", "--to", "json")
    assert result.code == 4
    assert f"read where they are named: {Path('desk', 'bridge.docx')}" in result.err


@pytest.mark.parametrize("twin", ["harbour.txt", "HARBOUR.md", "monday/harbour.md"])
def test_stories_that_would_write_the_same_file_are_refused_before_anything_is_written(
    twin: str, cli: Cli, story: Path
) -> None:
    other_story(story.parent / twin)
    result = cli("export", "harbour.md", twin, "--to", "json", "-o", "out")
    assert result.code == 2
    assert "would both write" in result.err
    assert "--edition" in result.err
    assert not Path("out").exists()


def test_one_story_that_fails_does_not_stop_the_others(cli: Cli, story: Path) -> None:
    (story.parent / "bad.json").write_text('{"headline": 3', "utf-8")
    other_story(story.parent / "bridge.md")
    result = cli("export", "bad.json", "harbour.md", "bridge.md", "--to", "json", "-o", "out")
    assert result.code == 1
    assert result.paths == ["out/harbour.json", "out/bridge.json"]
    assert "bad.json" in result.err
    assert "1 failed" in result.err


def test_an_edition_binds_the_stories_and_keeps_their_pictures_apart(cli: Cli, story: Path) -> None:
    for folder, color in (("north", "navy"), ("south", "maroon")):
        text = f"\n\n![A sea](sea.png)\n\nThe {folder} wind blew.\n"
        path = other_story(story.parent / folder / f"{folder}.md", f"News from the {folder}")
        path.write_text(path.read_text("utf-8") + text, "utf-8")
        picture(path.parent / "sea.png", color)
    options = ("--edition", "--edition-name", "monday", "--title", "Monday", "--to", "json", "-o", "out")
    result = cli("export", "north/north.md", "south/south.md", *options)
    assert (result.code, result.paths) == (0, ["out/monday.json"])
    edition = json.loads(Path("out/monday.json").read_text("utf-8"))
    assert edition["title"] == "Monday"
    articles = [entry["article"] for section in edition["sections"] for entry in section["entries"]]
    assert [photo["src"] for article in articles for photo in article["photos"]] == ["north/sea.png", "south/sea.png"]
    assert len({article["id"] for article in articles}) == 2


def test_an_edition_of_a_folder_is_called_like_the_folder(cli: Cli, story: Path) -> None:
    other_story(story.parent / "monday" / "a.md")
    other_story(story.parent / "monday" / "b.md")
    assert cli("export", "monday", "--edition", "--to", "json", "-o", "out").paths == ["out/monday.json"]


def test_an_edition_with_a_title_is_called_like_it(cli: Cli, story: Path) -> None:
    other_story(story.parent / "bridge.md")
    options = ("--edition", "--title", "City: news / today", "--to", "json", "-o", "out")
    assert cli("export", story, "bridge.md", *options).paths == ["out/City-news-today.json"]


def test_stories_of_one_name_can_be_bound_but_none_twice(cli: Cli, story: Path) -> None:
    for folder, color in (("north", "navy"), ("south", "maroon")):
        path = other_story(story.parent / folder / "news.md", f"News from the {folder}")
        path.write_text(path.read_text("utf-8") + "\n![A sea](sea.png)\n", "utf-8")
        picture(path.parent / "sea.png", color)
    options = ("--edition", "--to", "json", "-o", "out")
    assert cli("export", "north/news.md", "south/news.md", *options).paths == ["out/edition.json"]
    edition = json.loads(Path("out/edition.json").read_text("utf-8"))
    articles = [entry["article"] for section in edition["sections"] for entry in section["entries"]]
    assert [photo["src"] for article in articles for photo in article["photos"]] == ["news/sea.png", "2-news/sea.png"]
    twice = cli("export", "north/news.md", "north/../north/news.md", *options)
    assert twice.code == 2 and "news.md is named twice" in twice.err


@pytest.mark.parametrize(("name", "hint"), [("x.doc", "make a .docx of it"), ("out/x.html", "written out/x.html/")])
def test_a_file_of_a_kind_that_is_not_made_is_no_folder(name: str, hint: str, cli: Cli, story: Path) -> None:
    result = cli("export", story, "-o", name)
    assert (result.code, result.paths) == (2, [])
    assert hint in result.err


def test_an_address_among_the_stories_is_told_of_fetch(cli: Cli, story: Path) -> None:
    result = cli("export", "https://example.org/story", "--to", "json")
    assert result.code == 4 and "--fetch URL" in result.err


def test_what_copying_lost_can_be_given(cli: Cli, story: Path) -> None:
    picture(story.parent / "sea.png")
    given = {
        "--publication": "The Daily", "--section": "World", "--byline": "By Ann Lee", "--date": "2026-05-27",
        "--source-url": "https://example.org/a", "--lang": "en-GB", "--photo": "sea.png", "--caption": "The sea",
        "--credit": "ANN LEE", "--alt": "Waves",
    }  # fmt: skip
    result = cli("export", story, *(part for pair in given.items() for part in pair), "--to", "json", "-o", "out")
    assert (result.code, result.err) == (0, "")
    read = article(Path("out/harbour.json"))
    text = json.dumps(read)
    assert all(value in text for value in given.values())


def test_a_photo_from_another_folder_may_be_named_but_its_folder_is_told_to_nobody(cli: Cli, story: Path) -> None:
    outside = story.parent.parent / "private-folder"
    outside.mkdir()
    picture(outside / "sea.png")
    cli("export", story, "--photo", outside / "sea.png", "--to", "json,dump", "-o", "out")
    assert "sea.png" in Path("out/harbour.json").read_text("utf-8")
    for path in Path("out").iterdir():
        assert b"private-folder" not in path.read_bytes()


def test_options_of_one_story_are_refused_for_several(cli: Cli, story: Path) -> None:
    other_story(story.parent / "bridge.md")
    result = cli("export", "harbour.md", "bridge.md", "--caption", "The sea", "--to", "json")
    assert result.code == 2
    assert "--caption belongs to one story, but 2 are named" in result.err


def test_a_missing_picture_stops_the_story_and_names_the_line(cli: Cli, story: Path) -> None:
    story.write_text(STORY + "\n![The sea](sea.png)\n", "utf-8")
    result = cli("export", story, "--to", "json", "-o", "out")
    assert result.code == 5
    assert "harbour.md:10" in result.err
    assert "[resource]" in result.err
    assert not Path("out").exists()


def test_a_story_is_never_written_over(cli: Cli, story: Path) -> None:
    cli("export", story, "--to", "json")
    before = Path("harbour.json").read_bytes()
    result = cli("export", "harbour.json", "--to", "json")
    assert result.code == 2
    assert "is the story itself" in result.err
    assert Path("harbour.json").read_bytes() == before


def test_the_native_form_comes_out_as_it_went_in(cli: Cli, story: Path) -> None:
    cli("export", story, "--to", "json", "-o", "out")
    cli("export", "out/harbour.json", "--to", "json", "-o", "again")
    assert Path("again/harbour.json").read_bytes() == Path("out/harbour.json").read_bytes()


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        (("--to", "pfd"), "no format is called 'pfd'", "'pdf'"),
        (("--to", ","), "--to names no format", "pdf"),
        (("--to", "pdf,json", "-o", "x.pdf"), "names one pdf file", "leave --to away"),
        (("--to", "json,epub", "-o", "-"), "names one file, but 4 files", "-o out/"),
        (("--style", "newspapper"), "no style is called 'newspapper'", "'newspaper'"),
        (("--page-size", "a44"), "page size 'a44' is not known", ""),
        (("--columns", "99"), "99 columns do not fit", "1 to"),
        (("--columns", "0"), "--columns", "x>=1"),
        (("--edition-name", "x"), "needs --edition", "--edition"),
        (("--from", "markdwn", "--to", "json"), "no format is called 'markdwn'", "'markdown'"),
        (("--date", "yesterday", "--to", "json"), "yesterday", ""),
        (("--resource-path", "absent"), "absent", ""),
        (("--lang", "123", "--to", "json"), "--lang '123' is no language", "en"),
        (("--marks", "--impose", "2up"), "not around imposed ones", "--marks or --impose"),
        (("--pdf-profile", "archive-source", "--impose", "2up"), "archive-source and imposed", "--pdf-profile press"),
        (("--creep", "1mm"), "the fold of a booklet", "--impose booklet"),
    ],
)
def test_a_wrong_option_is_explained_once_before_anything_is_made(
    options: tuple[str, ...], message: str, hint: str, cli: Cli, story: Path
) -> None:
    other = other_story(story.parent / "bridge.md")
    result = cli("export", story, other, *options)
    assert result.code == 2
    assert result.err.count(message) == 1
    assert hint in result.err
    assert not result.out
    assert sorted(story.parent.iterdir()) == [other, story]


def test_a_missing_story_names_the_nearest_file(cli: Cli, story: Path) -> None:
    result = cli("export", "harbor.md", "--to", "json")
    assert result.code == 4
    assert "harbor.md: error: there is no such file [input]\n  hint: did you mean 'harbour.md'?" in result.err


def test_strict_fails_on_a_warning_but_writes_the_file(cli: Cli, story: Path) -> None:
    assert cli("export", story, "--to", "json", "-o", "out", "--strict").code == 0
    story.write_text(STORY.replace("headline: Harbour opens\n", ""), "utf-8")
    result = cli("export", story, "--to", "json", "-o", "out", "--strict")
    assert (result.code, result.paths) == (3, ["out/harbour.json"])


def test_quiet_says_nothing_but_errors(cli: Cli, story: Path) -> None:
    story.write_text(STORY.replace("headline: Harbour opens\n", ""), "utf-8")
    assert "warning" in cli("export", story, "--to", "json", "-o", "out").err
    assert cli("export", story, "--to", "json", "-o", "out", "--quiet").err == ""
    assert "error" in cli("export", "absent.md", "--to", "json", "--quiet").err


def test_a_finding_has_its_place_a_code_and_a_hint(cli: Cli, story: Path) -> None:
    story.write_text(STORY.replace("language: en\n", ""), "utf-8")
    result = cli("export", story, "--to", "json", "-o", "out", "--lang", "")
    for line in result.err.splitlines():
        assert line.startswith(("harbour.md: warning: ", "harbour.md:", "  hint: "))


def test_a_story_whose_photo_lacks_alternative_text_is_made_with_a_warning(cli: Cli, story: Path) -> None:
    picture(story.parent / "sea.png")
    story.write_text(STORY + "\n![](sea.png)\n", "utf-8")
    result = cli("export", story, "-o", "out")
    assert (result.code, len(result.paths)) == (0, 3)
    assert "[alt-missing]" in result.err
    assert "error" not in result.err


def test_two_stories_for_one_file_are_told_of_edition(cli: Cli, story: Path) -> None:
    Path("other.md").write_text("# Other\n\nText.\n", "utf-8")
    result = cli("export", story, "other.md", "--to", "pdf", "-o", "x.pdf")
    assert result.code == 2 and "--edition" in result.err
