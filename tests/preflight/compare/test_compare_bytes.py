"""Files that somebody changed after they were made, and files that are no sound ones at all."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from functools import cache

import pytest
from told import FORMATS, codes, compared, made, told

from exporter.model import Article, Paragraph, edition_of, rich
from exporter.preflight.compare.pdffonts import _utf16
from exporter.preflight.compare.pdfvalues import parse
from exporter.preflight.compare.prove import read_shown
from exporter.preflight.compare.wanted import want
from exporter.report import Finding, InputError
from exporter.style.load import load_style

INSERTED = "<w:ins w:id='900' w:author='A'><w:r><w:t xml:space='preserve'>{}</w:t></w:r></w:ins>"


@cache
def file(format: str) -> bytes:
    return made(told(), format)


def part_changed(format: str, part: str, old: str, new: str) -> bytes:
    """Return the file with the words in a part of the zip changed, which must be there."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file(format))) as archive, zipfile.ZipFile(data, "w") as other:
        for name in archive.namelist():
            content = archive.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            other.writestr(name, content)
    return data.getvalue()


def in_word(old: str, new: str, part: str = "word/document.xml") -> tuple[Finding, ...]:
    return compared(part_changed("docx", part, old, new), "docx")


def in_book(old: str, new: str) -> tuple[Finding, ...]:
    return compared(part_changed("epub", "EPUB/a1.xhtml", old, new), "epub")


def test_a_tracked_insertion_counts_and_a_tracked_deletion_is_gone() -> None:
    (found,) = in_word(
        "in the old exchange above the market.</w:t></w:r>",
        "in the old exchange.</w:t></w:r>" + INSERTED.format(" Or not."),
    )
    assert found.code == "words-changed"
    assert "[-above the market-]{+Or not+}." in found.message
    gone = '<w:t xml:space="preserve">The figures are the figures, and the sea is the sea.</w:t>'
    assert codes(in_word(gone, gone.replace("w:t", "w:delText"))) == ["words-missing"]


def test_runs_cut_by_word_say_the_same() -> None:
    cut = "Nobody on </w:t></w:r><w:r w:rsidR='00AB12CD'><w:rPr><w:noProof/></w:rPr><w:t xml:space='preserve'>the quay"
    assert in_word("Nobody on the quay", cut) == ()


def test_a_paragraph_parted_in_two_says_the_same() -> None:
    parted = "wiped off by </w:t></w:r></w:p><w:p><w:r><w:t>hand."
    assert in_word("wiped off by hand.", parted) == ()


def test_hidden_words_are_not_there() -> None:
    hidden = "</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>old exchange"
    assert codes(in_word("old exchange", hidden)) == ["words-changed"]


def test_words_in_a_text_box_are_words() -> None:
    box = "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r><w:t>Buy now, pay later</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    (found,) = in_word("</w:p>", f"{box}</w:p>")
    assert (found.code, "{+Buy now, pay later+}" in found.message) == ("words-added", True)


@pytest.mark.parametrize("style", ["EndMark", "FootnoteReference", "CaptionNumber"])
def test_words_are_not_hidden_in_the_style_of_a_sign(style: str) -> None:
    words = f"</w:t></w:r><w:r><w:rPr><w:rStyle w:val='{style}'/></w:rPr><w:t>Subscribe today</w:t></w:r><w:r><w:t xml:space='preserve'> "
    findings = in_word("above the market.", "above the market." + words)
    assert "Subscribe today" in " ".join(finding.message for finding in findings)
    assert {finding.severity for finding in findings} == {"error"}


def test_a_note_is_found_in_its_own_part() -> None:
    assert codes(in_word("in March", "in April", "word/footnotes.xml")) == ["words-changed"]


def test_a_note_that_nothing_calls_is_not_printed_by_word() -> None:
    (lost,) = in_word('<w:footnoteReference w:id="1"/>', "<w:t>1</w:t>")
    assert lost.code == "words-missing"
    assert "[-Counted by the harbour office in March.-]" in lost.message


def test_the_target_of_a_link_is_read_where_word_keeps_it() -> None:
    (found,) = in_word("https://example.org/lamps", "https://example.com/buy", "word/_rels/document.xml.rels")
    assert (found.code, "{+https://example.com/buy+}" in found.message) == ("link-changed", True)


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("<p>Buy now.</p>", "Buy now."),
        ('<p aria-hidden="true">Buy now.</p>', "Buy now."),
        ('<p class="running">Buy now.</p>', "Buy now."),
        ('<p><span class="sign">Buy now.</span></p>', "Buy now."),
        ('<p><a href="https://example.com/buy">31</a></p>', "https://example.com/buy"),
    ],
)
def test_what_was_added_to_a_book_is_found_wherever_it_hides(added: str, said: str) -> None:
    findings = in_book("</section></body>", f"{added}</section></body>")
    assert said in " ".join(finding.message for finding in findings)
    assert {finding.severity for finding in findings} == {"error"}


def test_the_alternative_text_of_a_book_is_that_of_its_picture() -> None:
    assert codes(in_book('alt="Boats lie against a wall."', 'alt=""')) == ["alt-changed"]


def rewritten(change: str) -> bytes:
    """Return the PDF with one thing in it changed by another program."""
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf, which changes the file, is not installed")
    with pikepdf.open(io.BytesIO(file("pdf"))) as pdf:
        elements = [element for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and "/S" in element]
        if change == "picture":
            del next(element for element in elements if element.S == "/Figure")["/Alt"]
        elif change == "link":
            for annotation in pdf.pages[0].Annots:
                if annotation.get("/A", {}).get("/URI") == "https://example.org/lamps":
                    annotation.A.URI = pikepdf.String("https://example.com/buy")
        elif change == "untagged":
            del pdf.Root["/StructTreeRoot"]
        elif change == "written over":
            page = pdf.pages[0]
            page.Resources.Font["/Other"] = pdf.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
            )
            page.contents_add(b"BT /Other 9 Tf 40 40 Td (Buy now, \\(today\\)) Tj ET")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ("picture", "alt-changed", "[-Boats lie against a wall.-]"),
        ("link", "link-changed", "[-https://example.org/lamps-]{+https://example.com/buy+}"),
        ("written over", "words-added", "{+Buy now, (today)+}"),
    ],
)
def test_what_another_program_changed_in_a_pdf_is_found(change: str, code: str, said: str) -> None:
    (found,) = compared(rewritten(change), "pdf")
    assert (found.code, said in found.message) == (code, True), found


def test_a_pdf_saved_by_another_program_says_the_same() -> None:
    assert compared(rewritten("nothing"), "pdf") == ()


def test_a_pdf_without_structure_is_read_by_its_lines() -> None:
    data = rewritten("untagged")
    assert read_shown(data, "pdf").in_lines
    findings = compared(data, "pdf")
    # The text for a picture went with the structure; a caption of several lines cannot be told from its neighbours.
    assert codes(findings) == ["words-changed", "words-added", "alt-changed"]
    assert {finding.where.block for finding in findings} == {"p1", ""}


@pytest.mark.parametrize("format", FORMATS)
def test_bytes_that_were_damaged_are_read_or_refused_and_no_defect(format: str) -> None:
    chance = random.Random(7)
    story = want(told(), load_style("newspaper"))
    assert story.body
    for _ in range(60):
        data = bytearray(file(format))
        for _ in range(chance.choice((1, 5, 50))):
            place = chance.randrange(len(data))
            data[place : place + chance.choice((0, 1, 9))] = chance.randbytes(chance.choice((0, 1, 3)))
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        try:
            read_shown(bytes(data), format)
        except InputError as error:
            assert error.hint


def one_page(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n%s" % (len(packed), packed, more)
    )


HOSTILE = {
    "brackets without end": one_page(b"(" * 200_000),
    "strings without end": one_page(b"(a(b" * 100_000),
    "arrays without end": one_page(b"[" * 200_000 + b"[(a)" * 50_000),
    "one long number": one_page(b"1" * 200_000),
    "numbers without operators": one_page(b"1 " * 200_000),
    "dictionaries without end": one_page(b"/a<</b" * 50_000),
    "pictures without end": one_page(b"\nBI \n" * 50_000),
    "a form that paints itself": one_page(b"/F Do", b"5 0 obj<</Subtype/Form/Length 12>>stream\n/F Do /F Do \nendstream endobj"),
    "a tree that leads to itself": one_page(b"").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R 2 0 R]"),
    "an object that leads to itself": one_page(b"").replace(b"/Pages 2 0 R", b"/Pages 9 0 R") + b"9 0 obj 9 0 R endobj",
    "tables of letters without end": one_page(
        b"/G 9 Tf (a) Tj",
        b"3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<</G<</ToUnicode 5 0 R>>>>>>>>endobj\n"
        b"5 0 obj<</Length 220000>>stream\n" + b"beginbfchar" * 20_000 + b"\nendstream endobj",
    ),
    "comments in comments": one_page(b"", b"1 0 obj" + b"%" * 5_000 + b" endobj"),
    "arrays in arrays": one_page(b"", b"1 0 obj<</Type/Catalog/Pages" + b"[" * 100_000 + b" endobj"),
    "a bomb": one_page(b" " * 120_000_000),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_pdf_is_refused_or_read_in_a_moment(case: str) -> None:
    try:
        read_shown(HOSTILE[case], "pdf")
    except InputError as error:
        assert "this PDF cannot be read" in error.message


def test_figures_between_brackets_are_no_space_between_letters() -> None:
    (shown,) = read_shown(one_page(b"BT [(f(x)9(y))-12(z)] TJ ET"), "pdf").shown
    assert shown.text == "\ufffd" * len("f(x)9(y)z")  # it has no font to say which letters


@pytest.mark.parametrize("format", ["docx", "epub"])
def test_a_zip_that_unpacks_to_more_than_a_machine_holds_is_refused(format: str) -> None:
    data = io.BytesIO()
    names = {"docx": "word/document.xml", "epub": "META-INF/container.xml"}
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(names[format], b"<a>" + b" " * 101_000_000 + b"</a>")
    with pytest.raises(InputError, match="unpacks to more"):
        read_shown(data.getvalue(), format)


@pytest.mark.parametrize("letters", ["\u0644\u0623", "\u0623\u0644", "\u0645\u064e", "\u064e\u0645"])
def test_letters_in_one_glyph_are_read_alike_whichever_a_maker_puts_first(letters: str) -> None:
    """Of a script from right to left; lam joins alef and a mark its letter, so the order tells itself."""
    seen = max(letters, letters[::-1], key=lambda text: text[1] in "\u0644\u0645")
    assert _utf16(letters.encode("utf-16-be").hex().encode()) == seen


def test_a_string_of_a_pdf_is_what_its_signs_mean() -> None:
    assert (
        parse(
            rb"(a\(b\)\\ \101\7(in)\
side) "
        )
        == rb"a(b)\ A" + b"\x07(in)side"
    )
    assert parse(b"<</A#20B[1 -2.5 .5 4 0 R true null]/C<41 4>>>") == {
        "A B": [1, -2.5, 0.5, parse(b"4 0 R"), True, None],
        "C": b"A@",
    }


@pytest.mark.parametrize("format", FORMATS)
def test_a_story_ten_times_as_long_costs_about_ten_times_as_much(format: str) -> None:
    """Counted in steps of the interpreter's own, not in seconds: nothing grows with the square of the length."""
    import sys

    def steps(count: int) -> int:
        body = tuple(
            Paragraph(rich(f"Paragraph {number} of the tide that comes in again and goes out."), id=f"p{number}")
            for number in range(count)
        )
        edition = edition_of(Article(id="a", headline=rich("Long"), language="en", body=body))
        reading, lines = read_shown(made(edition, format), format), 0

        def trace(frame, event, argument):  # type: ignore[no-untyped-def]
            nonlocal lines
            lines += event == "line"
            return trace

        from exporter.preflight.compare.judge import judge

        sys.settrace(trace)
        try:
            assert judge(want(edition, load_style("newspaper")), reading) == ()
        finally:
            sys.settrace(None)
        return lines

    assert steps(400) < 15 * steps(40)
