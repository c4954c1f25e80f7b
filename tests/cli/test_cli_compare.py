"""`exporter compare`: does each finished file say what the story says?"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from importlib import import_module
from pathlib import Path

import jsonschema
import pytest
from cli_runs import STORY, Cli

from exporter.backends import BACKENDS


@pytest.fixture
def made(story: Path, cli: Cli) -> Path:
    """Return the folder with the three files of the small story."""
    assert cli("export", story, "--to", "pdf,docx,epub", "-o", "out/", "-q").code == 0
    return Path("out")


def changed(path: Path, part: str, old: str, new: str) -> None:
    """Change the words in a part of the zip."""
    data = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(data, "w") as other:
        for name in archive.namelist():
            content = archive.read(name)
            other.writestr(name, content.replace(old.encode(), new.encode()) if name == part else content)
    path.write_bytes(data.getvalue())


def test_files_that_say_the_same_end_with_0_and_a_line_each(story: Path, made: Path, cli: Cli) -> None:
    ran = cli("compare", story, *(made / f"harbour.{format}" for format in ("pdf", "docx", "epub")))
    assert (ran.code, ran.err) == (0, "")
    said = "the same: 3 passages, 12 words, 0 links, 0 alternative texts"
    assert ran.out.splitlines() == [f"harbour.{format}: {said}" for format in ("pdf", "docx", "epub")]


def test_a_file_that_says_otherwise_ends_with_1_and_shows_the_words(story: Path, made: Path, cli: Cli) -> None:
    changed(made / "harbour.docx", "word/document.xml", "on Monday", "on Tuesday")
    ran = cli("compare", story, made / "harbour.docx", made / "harbour.epub")
    assert ran.code == 1
    assert ran.err.startswith("harbour.docx [a1-b1]: error: the paragraph says otherwise in the Word file: ")
    assert "The new harbour opened on [-Monday-]{+Tuesday+}. [words-changed]" in ran.err
    assert ran.out.splitlines()[0] == "harbour.docx: 1 difference"
    assert ran.out.splitlines()[1].startswith("harbour.epub: the same: ")


def test_the_certificate_is_of_its_schema_and_the_same_each_time(story: Path, made: Path, cli: Cli) -> None:
    arguments = ("compare", story, made / "harbour.pdf", "--certificate", "proof.json", "-q")
    assert cli(*arguments).out == ""
    first = Path("proof.json").read_bytes()
    assert cli(*arguments).code == 0
    assert Path("proof.json").read_bytes() == first
    proof = json.loads(first)
    jsonschema.validate(proof, json.loads(cli("schema", "certificate").out))
    assert proof["schema"] == "exporter-certificate/1"
    assert proof["story"] == [
        {"name": "harbour.md", "bytes": len(STORY.encode()), "sha256": hashlib.sha256(STORY.encode()).hexdigest()}
    ]
    assert proof["files"][0]["same"] is True
    assert proof["files"][0]["sha256"] == hashlib.sha256((made / "harbour.pdf").read_bytes()).hexdigest()
    assert proof["files"][0]["checked"] == {"passages": 3, "words": 12, "captions": 0, "links": 0, "alternatives": 0}


def test_json_prints_the_certificate_with_its_findings(story: Path, made: Path, cli: Cli) -> None:
    changed(made / "harbour.epub", "EPUB/a1.xhtml", "Ships came from everywhere.", "")
    ran = cli("compare", story, made / "harbour.epub", "--json")
    (file,) = json.loads(ran.out)["files"]
    assert (ran.code, file["same"]) == (1, False)
    assert [finding["code"] for finding in file["findings"]] == ["words-missing"]


def test_pictures_are_named_in_the_certificate_by_their_sums(tmp_path: Path, cli: Cli) -> None:
    samples = Path(__file__).parents[2] / "samples"
    assert cli("export", samples / "harbour.md", "--to", "epub", "-o", tmp_path, "-q").code == 0
    ran = cli("compare", samples / "harbour.md", tmp_path / "harbour.epub", "--certificate", "-")
    (picture,) = json.loads(ran.out)["pictures"]
    data = (samples / "pictures" / "harbour.jpg").read_bytes()
    expected = {"name": "pictures/harbour.jpg", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert picture == expected


def test_an_edition_bound_of_several_stories_is_compared_with_all(story: Path, cli: Cli) -> None:
    Path("second.md").write_text(STORY.replace("harbour", "quay").replace("Harbour", "Quay"), "utf-8")
    bound = ("--edition", "--title", "City stories", "--edition-name", "city", "--to", "epub,docx", "-o", "out/", "-q")
    assert cli("export", story, "second.md", *bound).code == 0
    title = ("--title", "City stories")
    assert cli("compare", story, "out/city.epub", "out/city.docx", "--with", "second.md", *title).code == 0
    assert cli("compare", story, "out/city.epub", *title).code == 1


def test_what_was_given_to_the_export_is_given_to_the_comparison(story: Path, cli: Cli) -> None:
    given = ("--byline", "By Somebody Else")
    assert cli("export", story, "--to", "docx", "-o", "out/", "-q", *given).code == 0
    assert cli("compare", story, "out/harbour.docx", *given).code == 0
    assert cli("compare", story, "out/harbour.docx").code == 1


def test_the_words_of_a_template_count_only_when_it_is_strict(story: Path, made: Path, cli: Cli) -> None:
    part = "word/footer1.xml"
    with zipfile.ZipFile(made / "harbour.docx") as archive:
        assert part in archive.namelist()
    changed(made / "harbour.docx", part, "</w:p>", "<w:r><w:t>House of News</w:t></w:r></w:p>")
    ran = cli("compare", story, made / "harbour.docx")
    assert (ran.code, "info: header or footer" in ran.err) == (0, True)
    assert cli("compare", story, made / "harbour.docx", "--strict").code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("compare", "none.md", "out/harbour.pdf"), 4, "there is no such file"),
        (("compare", "harbour.md", "none.pdf"), 4, "none.pdf"),
        (("compare", "harbour.md", "harbour.md"), 4, "this is no file that can be compared"),
        (("compare", "harbour.md"), 2, "OUT"),
        (("compare", "harbour.md", "cut.pdf"), 4, "this PDF cannot be read"),
        (("compare", "harbour.md", "out/harbour.epub", "--style", "none"), 2, "no style is called"),
    ],
)
def test_what_cannot_be_compared_is_a_clear_error(
    arguments: tuple[str, ...], code: int, said: str, made: Path, cli: Cli
) -> None:
    Path("cut.pdf").write_bytes((made / "harbour.pdf").read_bytes()[:600])
    ran = cli(*arguments)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_export_itself_compares_and_says_so_where_a_file_differs(
    story: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = import_module(BACKENDS["docx"].module)
    write = backend.write

    def forget(edition, *rest, **more):  # type: ignore[no-untyped-def]
        data = io.BytesIO(write(edition, *rest, **more))
        path = Path("spoilt.docx")
        path.write_bytes(data.getvalue())
        changed(path, "word/document.xml", "Ships came from everywhere.", "Ships came.")
        return path.read_bytes()

    monkeypatch.setattr(backend, "write", forget)
    ran = cli("export", story, "--to", "docx", "-o", "out/")
    assert ran.code == 1
    assert "Ships came[- from everywhere-]. [words-changed]" in ran.err
