"""The passes over an edition that was read: ids, structure, language, dateline."""

import pytest

from exporter.copyedit import PASSES, copyedit
from exporter.copyedit.language import guess_language
from exporter.copyedit.structure import level_crossheads, merge_runs
from exporter.model import (
    Article,
    Cell,
    Crosshead,
    Dateline,
    Edition,
    Figure,
    Footnote,
    List,
    Paragraph,
    Photo,
    Quote,
    Rich,
    Run,
    Table,
    edition_of,
    rich,
    text_of,
)  # fmt: skip
from exporter.model.walk import walk


def edited(*articles: Article) -> tuple[Article, ...]:
    return copyedit(edition_of(*articles)).articles


def paragraph(text: str) -> Paragraph:
    return Paragraph(text=rich(text))


def test_blocks_are_numbered_in_reading_order_outer_ones_first() -> None:
    quote = Quote(blocks=(paragraph("b"), paragraph("c")))
    table = Table(rows=((Cell((paragraph("e"),)),),))
    (article,) = edited(Article(body=(paragraph("a"), quote, table, paragraph("f"))))
    assert article.id == "a1"
    names = [block.id for block in walk(article.body)]
    assert names == [f"a1-b{number}" for number in range(1, 8)]
    assert [text_of(block.text) for block in walk(article.body) if isinstance(block, Paragraph)] == [*"abcef"]


def test_ids_that_are_good_are_kept() -> None:
    (article,) = edited(Article(id="opening", body=(Paragraph(text=rich("a"), id="first"), paragraph("b"))))
    assert (article.id, article.body[0].id, article.body[1].id) == ("opening", "first", "opening-b2")


def test_photos_and_notes_of_two_articles_get_names_of_their_own_wherever_they_are_named() -> None:
    article = Article(
        body=(Figure(photos=("p1",)), Paragraph(text=(Run("a"), Run("1", note="n1")))),
        photos=(Photo(id="p1"),),
        notes=(Footnote(id="n1", blocks=(paragraph("n"),)),),
    )
    for number, new in enumerate(edited(article, article), 1):
        figure, text = new.body
        assert isinstance(figure, Figure)
        assert isinstance(text, Paragraph)
        assert figure.photos == (new.photos[0].id,) == (f"a{number}-p1",)
        assert text.text[1].note == new.notes[0].id == f"a{number}-n1"


@pytest.mark.parametrize("given", ["story-headline", "a1-record-date", "a1-b1-title", "b-caption"])
def test_no_block_has_the_id_of_a_part_of_another(given: str) -> None:
    body = (Paragraph(text=rich("a"), id=given), Paragraph(text=rich("b"), id="b"))
    (article,) = edited(Article(id="story", body=body))
    assert [block.id for block in article.body] == ["story-b1", "b"]
    assert edited(article) == (article,)


def test_an_id_that_only_looks_like_that_of_a_part_is_kept() -> None:
    (article,) = edited(Article(id="story", body=(Paragraph(text=rich("a"), id="my-title"),)))
    assert article.body[0].id == "my-title"


def test_no_id_stands_twice_whatever_came_in() -> None:
    odd = Article(
        id="a1",
        body=(Paragraph(text=rich("a"), id="a2"), Paragraph(text=rich("b"), id="9 bad")),
        photos=(Photo(id="a2"),),
    )
    ids = []
    for article in edited(odd, odd, Article()):
        ids += [article.id, *(block.id for block in walk(article.body)), *(photo.id for photo in article.photos)]
    assert len(ids) == len(set(ids))
    assert all(name[0].isalpha() and " " not in name for name in ids)


def test_neighbouring_runs_of_one_look_become_one() -> None:
    runs = (Run("a"), Run(""), Run("b"), Run("c", ("italic", "bold")), Run("d", ("bold", "italic")), Run("1", note="n"))
    assert merge_runs(runs) == (Run("ab"), Run("cd", ("bold", "italic")), Run("1", note="n"))


def test_two_note_calls_in_a_row_stay_two() -> None:
    assert len(merge_runs((Run("1", note="a"), Run("2", note="b")))) == 2


def test_a_note_called_twice_in_a_row_is_called_once() -> None:
    assert merge_runs((Run("", note="a"), Run("1", note="a"), Run("."))) == (Run("1", note="a"), Run("."))


def test_what_says_nothing_goes() -> None:
    body = (
        paragraph(" "),
        Quote(blocks=(paragraph(""),)),
        List(items=((paragraph(""),), (paragraph("a"),))),
        Crosshead(text=()),
    )
    (article,) = edited(Article(body=body))
    (block,) = article.body
    assert isinstance(block, List)
    assert len(block.items) == 1


@pytest.mark.parametrize(
    ("levels", "straight"),
    [([2, 3, 2], [1, 2, 1]), ([1, 3], [1, 2]), ([3, 2, 1], [1, 1, 1]), ([1, 4, 2], [1, 2, 2]), ([], [])],
)
def test_crosshead_levels_have_no_gaps(levels: list[int], straight: list[int]) -> None:
    assert level_crossheads(levels) == straight


@pytest.mark.parametrize(
    ("dateline", "raw"),
    [
        (Dateline(raw="SEOUL — ", place="SEOUL", separator="—"), "SEOUL — "),
        (Dateline(raw="MONTREAL—", place="MONTREAL", separator="—"), "MONTREAL—"),
        (Dateline(raw="SEOUL", place="SEOUL"), "SEOUL — "),
        (Dateline(raw="SEOUL –", place="SEOUL", separator="–"), "SEOUL – "),
        (Dateline(place="SEOUL", date="June 19", agency="AP"), "SEOUL, June 19 (AP) — "),
        (Dateline(place="LONDON", separator=":"), "LONDON: "),
        (Dateline(), ""),
    ],
)
def test_the_text_can_go_on_right_after_the_dateline(dateline: Dateline, raw: str) -> None:
    (article,) = edited(Article(dateline=dateline))
    assert article.dateline.raw == raw


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said on Monday that the new bridge would not be ready before the end of the year and that it would cost more than it was meant to.", "en"),
        ("Der Bürgermeister sagte am Montag, dass die neue Brücke nicht vor dem Ende des Jahres fertig sein werde und die Kosten um zwei Millionen steigen, was auch im Rat zu hören war.", "de"),
        ("Le maire a déclaré lundi que le nouveau pont ne serait pas prêt avant la fin de l'année et que les coûts augmenteraient de deux millions dans la ville.", "fr"),
        ("El alcalde dijo el lunes que el nuevo puente no estará listo antes de fin de año y que los costes de la obra aumentarán en dos millones.", "es"),
        ("Мэр заявил в понедельник, что новый мост не будет готов до конца года и что расходы на строительство вырастут на два миллиона, но его откроют и так.", "ru"),
        ("Ayon sa alkalde ng lungsod, hindi matatapos ang bagong tulay bago ang katapusan ng taon at tataas ang gastos sa mga susunod na buwan para sa lahat.", "fil"),
        ("قال رئيس البلدية يوم الاثنين إن الجسر الجديد لن يكون جاهزا قبل نهاية العام وإن التكاليف سترتفع في المدينة من هذا المشروع إلى مليونين كما قال بعد ذلك", "ar"),
        ("市長は月曜日、新しい橋は年末まで完成しないと述べた。費用は二百万円増える見込みだという。", "ja"),
        ("시장은 월요일에 새 다리가 연말까지 완공되지 않을 것이며 비용이 이백만 늘어날 것이라고 말했다.", "ko"),
        ("Kort tekst.", ""),
        ("zzz qqq " * 30, ""),
    ],
)  # fmt: skip
def test_the_language_is_told_where_it_is_sure(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_a_given_language_is_kept_and_gives_the_direction() -> None:
    (article,) = edited(Article(language="ar-EG", body=(paragraph("The mayor said"),)))
    assert (article.language, article.direction) == ("ar-EG", "rtl")


def test_quotation_marks_and_dashes_are_not_touched() -> None:
    text = "\"straight\" 'quotes' -- and … «all»"
    (article,) = edited(Article(body=(paragraph(text),)))
    assert text_of(article.body[0].text) == text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("language", "signed"),
    [
        ("", "“Fog,” she said, “the word ‘Nebel’ is longer”"),
        ("de", "„Fog,“ she said, „the word ‚Nebel‘ is longer“"),
        ("de-CH", "«Fog,» she said, «the word ‹Nebel› is longer»"),
        ("fr", "«\u00a0Fog,\u00a0» she said, «\u00a0the word “Nebel” is longer\u00a0»"),
        ("ar", "«Fog,» she said, «the word ‹Nebel› is longer»"),
    ],
)
def test_what_is_marked_as_quoted_gets_the_signs_of_its_language(language: str, signed: str) -> None:
    said: Rich = (
        Run("Fog,", ("quote",)), Run(" she said, "), Run("the word ", ("quote",)),
        Run("Nebel", ("italic", "quote", "quote")), Run(" is longer", ("quote",)),
    )  # fmt: skip
    (article,) = edited(Article(language="it", headline=said, body=(Paragraph(text=said, language=language or "en"),)))
    assert text_of(article.body[0].text) == signed  # type: ignore[union-attr]
    assert text_of(article.headline) == "«Fog,» she said, «the word “Nebel” is longer»"
    assert not [run for run in article.headline if "quote" in run.marks]


@pytest.mark.parametrize("runs", [(Run("“Fog”", ("quote",)),), (Run("“"), Run("Fog", ("quote",)), Run("”"))])
def test_a_quotation_that_has_its_signs_gets_no_others(runs: Rich) -> None:
    (article,) = edited(Article(language="en", headline=runs))
    assert article.headline == rich("“Fog”")


def test_every_pass_done_twice_changes_nothing() -> None:
    edition: Edition = edition_of(
        Article(
            dateline=Dateline(place="OSLO"),
            body=(paragraph("a"), Crosshead(text=rich("x"), level=3)),
            photos=(Photo(id=""),),
        ),
        Article(),
    )
    for edit in PASSES:
        once = edit(edition)
        assert edit(once) == once
    assert copyedit(copyedit(edition)) == copyedit(edition)
