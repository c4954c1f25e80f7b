"""The flow as a program sees it: read, export, check, without the command line."""

import os
from pathlib import Path

import pytest

import exporter
from exporter.backends import BACKENDS
from exporter.bind import bind
from exporter.env import fixed_env
from exporter.model import Article, Edition, Figure, Paragraph, Photo, Run, edition_of, rich
from exporter.model.names import Dates
from exporter.pipeline import CHECKS, check_file, export_edition, find_backend
from exporter.preflight.story import check_story
from exporter.report import InputError, Report, ResourceError, UsageError

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738"
    "550000000049454e44ae426082"
)


def article(**changes: object) -> Article:
    fields: dict[str, object] = {"headline": rich("Harbour opens"), "language": "en"}
    fields["body"] = (Paragraph(text=rich("The harbour opened.")),)
    return Article(**fields | changes)  # type: ignore[arg-type]


def codes(edition: Edition, files: dict[str, bytes] | None = None) -> list[str]:
    return [finding.code for finding in check_story(edition, fixed_env(files))]


def test_every_public_name_is_there() -> None:
    for name in exporter.__all__:
        assert getattr(exporter, name) is not None
    assert set(exporter.__all__) == set(exporter._HOMES)
    with pytest.raises(AttributeError, match="no attribute 'expert'"):
        _ = exporter.expert


def test_a_story_can_be_read_and_exported_by_a_program() -> None:
    env, report = exporter.fixed_env({"a.json": b'{"headline": "Harbour opens", "body": []}'}), exporter.Report()
    with pytest.raises(InputError):
        exporter.read("a.json", env, report)
    story = exporter.model.json.encode_edition(edition_of(article()))
    env = exporter.fixed_env({"a.json": story})
    edition = exporter.read("a.json", env, report)
    dump = exporter.export(edition, "dump", exporter.load_style("newspaper"), env, report)
    assert b"harbour opened" in dump


@pytest.mark.parametrize("format", BACKENDS)
def test_every_backend_of_the_table_can_be_loaded(format: str) -> None:
    assert callable(find_backend(format).load())


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        find_backend("epbu")
    assert caught.value.hint == "did you mean 'epub'?"


def test_every_check_of_a_format_is_in_the_table() -> None:
    there = {path.stem for path in (Path(exporter.__file__).parent / "preflight").iterdir()}
    assert set(CHECKS) == set(BACKENDS) & there


@pytest.mark.parametrize("format", CHECKS)
def test_a_finished_file_is_read_again(format: str) -> None:
    assert check_file(b"no such file at all", format)


def test_formats_without_a_second_reader_are_not_checked() -> None:
    assert check_file(b"anything", "json") == ()


def test_what_is_said_of_a_story_is_not_said_again_of_its_file() -> None:
    story = exporter.model.json.encode_edition(edition_of(article(language="", photos=(Photo(id="p1", src="a.png"),))))
    env, report, again = exporter.fixed_env({"a.json": story, "a.png": PNG}), Report(), Report()
    edition, style = exporter.read("a.json", env, report), exporter.load_style("newspaper")
    exporter.export(edition, "docx", style, env, report)
    exporter.export(edition, "docx", style, env, again)  # a report of its own, in which nothing is said yet
    assert {"alt-missing", "language-missing"} <= {finding.code for finding in report.findings}
    assert not {finding.code for finding in report.findings if finding.code.startswith("docx-")}
    assert {"docx-alt-missing", "docx-language-missing"} <= {finding.code for finding in again.findings}


@pytest.mark.parametrize("format", BACKENDS)
def test_every_format_of_the_same_story_has_the_same_bytes_twice(format: str) -> None:
    env, style = fixed_env(), exporter.load_style("newspaper")
    first, second = (export_edition(edited(edition_of(article())), format, style, env, Report()) for _ in range(2))
    assert first == second


def edited(edition: Edition) -> Edition:
    from exporter.copyedit import copyedit

    return copyedit(edition)


def test_a_whole_story_has_no_findings() -> None:
    assert codes(edition_of(article())) == []


def test_what_a_story_lacks_is_found() -> None:
    assert codes(edition_of(Article())) == ["headline-missing", "body-missing", "language-missing"]


def test_a_photo_without_a_picture_is_found() -> None:
    photo = Photo(id="p1", caption=rich("The sea"))
    assert codes(edition_of(article(photos=(photo,)))) == ["photo-not-supplied"]


def test_a_photo_without_alternative_text_or_credit_is_found_unless_it_is_decorative() -> None:
    bare, whole = Photo(id="p1", src="a.png"), Photo(id="p1", src="a.png", alt="Waves", credit="ANN LEE")
    decorative = Photo(id="p1", src="a.png", decorative=True, credit="ANN LEE")
    files = {"a.png": PNG}
    assert codes(edition_of(article(photos=(bare,))), files) == ["alt-missing", "credit-missing"]
    assert codes(edition_of(article(photos=(whole,))), files) == []
    assert codes(edition_of(article(photos=(decorative,))), files) == []


def test_a_caption_that_stands_twice_is_found() -> None:
    photos = tuple(Photo(id=id, src="a.png", alt="Waves", credit="X", caption=rich("The sea")) for id in ("p1", "p2"))
    assert codes(edition_of(article(photos=photos)), {"a.png": PNG}) == ["caption-twice"]


def test_references_to_nothing_are_found() -> None:
    body = (Figure(photos=("p9",)), Paragraph(text=(Run("Sea"), Run("1", note="n9"))))
    assert codes(edition_of(article(body=body))) == ["figure-without-photo", "note-missing"]


@pytest.mark.parametrize(
    ("embargo", "found"),
    [("2026-01-02", True), ("2025-12-31", False), ("2026-01-01T08:00:00+09:00", False), ("2026", False), ("", False)],
)
def test_an_embargo_that_still_holds_is_found(embargo: str, found: bool) -> None:
    assert codes(edition_of(article(dates=Dates(embargo=embargo)))) == (["embargo"] if found else [])


def test_a_missing_picture_stops_the_story_at_its_line() -> None:
    with pytest.raises(ResourceError) as caught:
        codes(edition_of(article(photos=(Photo(id="p1", src="a.png", line=7),))))
    assert (caught.value.where.line, caught.value.where.block) == (7, "p1")


def test_bound_stories_find_their_own_pictures() -> None:
    story = edition_of(article(photos=(Photo(id="p1", src="a.png"),)))
    north, south = fixed_env({"a.png": b"north"}), fixed_env({"a.png": b"south"})
    bound, env = bind([("n", story, north), ("s", story, south)], "Monday")
    sources = [photo.src for bound_article in bound.articles for photo in bound_article.photos]
    assert [env.files.read(source) for source in sources] == [b"north", b"south"]
    assert bound.title == "Monday"
    with pytest.raises(ResourceError):
        env.files.read("x/a.png")


def test_binding_keeps_sections_and_priorities() -> None:
    from msgspec.structs import replace

    from exporter.model import Entry, Section

    world = Section((Entry(article(), 1), Entry(article(), 2)), "World")
    edition = replace(edition_of(article()), sections=(world,))
    bound, _ = bind([("a", edition, fixed_env()), ("b", edition_of(article(section="World")), fixed_env())])
    assert [(section.name, [entry.priority for entry in section.entries]) for section in bound.sections] == [
        ("World", [1, 2, 0])
    ]


def test_the_clock_follows_the_source_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    assert exporter.real_env(Path(os.curdir)).clock.timestamp() == 1_780_000_000
