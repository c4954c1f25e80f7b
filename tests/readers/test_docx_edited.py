"""What a person changes in Word is what the story says; what Word changes by itself is nothing."""

from __future__ import annotations

import copy
from typing import Any

from msgspec.structs import replace
from word_edits import (
    NS,
    W,
    article,
    edited,
    packed,
    paragraph,
    parts_of,
    read_back,
    run_of,
    set_words,
    story,
    word_file,
    word_xml,
)

from exporter.model import Article, Crosshead, List, Paragraph, Quote, Table, text_of
from exporter.model.walk import walk
from exporter.report import Report

HARBOUR = word_file("harbour.md")
BUDGET = word_file("budget.md")
OLD = story("harbour.md").articles[0]


def texts(found: Article) -> list[str]:
    return [text_of(block.text) for block in found.body if isinstance(block, Paragraph)]


def plain_runs(root: Any) -> list[Any]:
    """Return the runs of the text that hold nothing but one text node, longest first."""
    runs = [run for run in root.iter(W + "r") if [node.tag for node in run] == [W + "t"]]
    return sorted(runs, key=lambda run: -len(run[0].text))


def longest(root: Any) -> Any:
    return plain_runs(root)[0]


def test_what_word_does_to_every_file_changes_nothing() -> None:
    def resave(root: Any) -> None:
        for number, node in enumerate(list(root.iter(W + "p"))):
            node.set(W + "rsidR", "00A1B2C3")
            node.set(W + "rsidRDefault", f"{number:08X}")
        for run in plain_runs(root)[:40]:
            words = run[0].text
            other = copy.deepcopy(run)
            run[0].text, other[0].text = words[: len(words) // 2], words[len(words) // 2 :]
            for half in (run, other):
                half[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            other.insert(0, word_xml('<w:rPr><w:noProof/><w:lang w:val="en-US"/></w:rPr>'))
            run.addnext(other)
            run.addnext(word_xml('<w:proofErr w:type="spellStart"/>'))
            other.addnext(word_xml('<w:proofErr w:type="spellEnd"/>'))
            run.addprevious(word_xml('<w:bookmarkStart w:id="900" w:name="_GoBack"/>'))
            run.addprevious(word_xml("<w:r><w:lastRenderedPageBreak/></w:r>"))

    assert read_back(edited(HARBOUR, resave)) == story("harbour.md")
    assert read_back(edited(BUDGET, resave)) == story("budget.md")


def test_smart_tags_and_content_controls_are_looked_into() -> None:
    def wrap(root: Any) -> None:
        run = longest(root)
        tag = word_xml('<w:smartTag w:uri="urn:x" w:element="place"><w:sdt><w:sdtContent/></w:sdt></w:smartTag>')
        run.addprevious(tag)
        tag[0][0].append(run)

    assert read_back(edited(HARBOUR, wrap)) == story("harbour.md")


def test_other_words_in_a_paragraph_are_its_words_and_the_rest_stays() -> None:
    def change(root: Any) -> None:
        set_words(longest(root), "Nobody counted the boats.")

    found = article(edited(HARBOUR, change))
    changed = [(old, new) for old, new in zip(OLD.body, found.body, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0][0].id == changed[0][1].id
    assert "Nobody counted the boats." in text_of(changed[0][1].text)  # type: ignore[union-attr]
    assert replace(found, body=OLD.body) == OLD


def test_insertions_are_accepted_and_deletions_left_out() -> None:
    def track(root: Any) -> None:
        run = longest(root)
        gone = copy.deepcopy(run)
        gone[0].tag = W + "delText"
        deletion = word_xml('<w:del w:id="1" w:author="Desk" w:date="2026-05-03T10:00:00Z"/>')
        insertion = word_xml('<w:ins w:id="2" w:author="Desk"><w:r><w:t>Put in by the desk.</w:t></w:r></w:ins>')
        run.addprevious(deletion)
        run.addprevious(insertion)
        deletion.append(gone)
        run.getparent().remove(run)

    report = Report()
    found = read_back(edited(HARBOUR, track), report).articles[0]
    assert any("Put in by the desk." in text for text in texts(found))
    assert len(found.body) == len(OLD.body)
    assert [finding.code for finding in report.findings if "docx" in finding.code] == ["docx-changes-accepted"]


def test_a_paragraph_whose_end_was_deleted_runs_on_into_the_next() -> None:
    first, second = texts(OLD)[1:3]

    def join(root: Any) -> None:
        properties = paragraph(root, first[:40]).find(W + "pPr")
        properties.append(word_xml('<w:rPr><w:del w:id="1" w:author="Desk"/></w:rPr>'))

    assert first + second in texts(article(edited(HARBOUR, join)))


def test_comments_are_left_out_with_a_finding() -> None:
    parts = parts_of(HARBOUR)
    comment = (
        f'<w:comments xmlns:w="{NS["w"]}"><w:comment w:id="0"><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>'
    )
    parts["word/comments.xml"] = f"{comment}</w:comments>".encode()
    relation = (b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                b'comments" Target="comments.xml"/></Relationships>')  # fmt: skip
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation)
    report = Report()
    assert read_back(packed(parts), report) == story("harbour.md")
    assert [finding.message for finding in report.findings if finding.code == "docx-comments"] == ["1 comment left out"]


def test_a_paragraph_may_be_moved_taken_away_and_put_in() -> None:
    def rearrange(root: Any) -> None:
        one, two, three = (paragraph(root, text[:40]) for text in texts(OLD)[1:4])
        three.addnext(one)
        two.getparent().remove(two)
        new = word_xml('<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>A new one.</w:t></w:r></w:p>')
        one.addnext(new)

    found = article(edited(HARBOUR, rearrange))
    old = texts(OLD)
    assert texts(found)[:4] == [old[0], old[3], old[1], "A new one."]
    kept = {text_of(block.text): block.id for block in OLD.body if isinstance(block, Paragraph)}
    moved = next(block for block in found.body if isinstance(block, Paragraph) and text_of(block.text) == old[1])
    assert moved.id == kept[old[1]]
    assert len({block.id for block in walk(found.body)}) == len(list(walk(found.body)))


def test_a_paragraph_styled_as_a_heading_is_a_crosshead() -> None:
    def restyle(root: Any) -> None:
        paragraph(root, texts(OLD)[2][:40]).find(f"{W}pPr/{W}pStyle").set(W + "val", "Heading2")

    block = article(edited(HARBOUR, restyle)).body[
        [text_of(getattr(b, "text", ())) for b in OLD.body].index(texts(OLD)[2])
    ]
    assert isinstance(block, Crosshead)
    assert text_of(block.text) == texts(OLD)[2]


def test_headline_byline_and_deck_follow_the_document() -> None:
    def change(root: Any) -> None:
        for style, words in (("Title", "Another headline"), ("Byline", "By Jo March"), ("Subtitle", "Another deck")):
            node = next(p for p in root.iter(W + "p") if p.find(f"{W}pPr/{W}pStyle").get(W + "val") == style)
            first, *others = node.findall(W + "r")
            for run in others:
                node.remove(run)
            set_words(first, words)

    found = article(edited(HARBOUR, change))
    assert (text_of(found.headline), text_of(found.deck)) == ("Another headline", "Another deck")
    assert (found.byline.raw, found.byline.persons[0].name) == ("By Jo March", "Jo March")
    assert (found.dates, found.rights, found.keywords) == (OLD.dates, OLD.rights, OLD.keywords)


def test_marks_put_on_in_word_are_marks_and_links_are_links() -> None:
    def mark(root: Any) -> None:
        run = longest(root)
        run.insert(0, word_xml("<w:rPr><w:b/><w:i/></w:rPr>"))
        field = "".join(
            f"<w:r>{part}</w:r>"
            for part in (
                '<w:fldChar w:fldCharType="begin"/>',
                '<w:instrText xml:space="preserve"> HYPERLINK "https://example.org/new" </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                "<w:t>the link</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
            )
        )
        for node in reversed(word_xml(f"<w:p>{field}</w:p>")):
            run.addnext(node)

    runs = [run for block in article(edited(HARBOUR, mark)).body if isinstance(block, Paragraph) for run in block.text]
    assert ("bold", "italic") in [run.marks for run in runs]
    assert [run.text for run in runs if run.href == "https://example.org/new"] == ["the link"]


def test_styles_with_other_ids_names_or_bases_keep_their_roles() -> None:
    """Word in German renames the ids of its own styles; desks make styles that are based on ours."""
    parts = parts_of(HARBOUR)
    for name in ("word/document.xml", "word/styles.xml", "word/footnotes.xml"):
        parts[name] = parts[name].replace(b'"Heading2"', b'"berschrift2"').replace(b'"Title"', b'"Titel"')
    new = (f'<w:style xmlns:w="{NS["w"]}" w:type="paragraph" w:styleId="Red"><w:name w:val="Red crosshead"/>'
           '<w:basedOn w:val="berschrift2"/></w:style></w:styles>')  # fmt: skip
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", new.encode())
    assert read_back(packed(parts)) == story("harbour.md")
    parts["word/document.xml"] = parts["word/document.xml"].replace(b'"berschrift2"', b'"Red"')
    assert read_back(packed(parts)) == story("harbour.md")


def test_a_list_gets_an_item_more_and_a_table_other_words() -> None:
    old = story("budget.md").articles[0]
    listing = next(block for block in walk(old.body) if isinstance(block, List))
    table = next(block for block in walk(old.body) if isinstance(block, Table))
    item = text_of(listing.items[0][0].text)  # type: ignore[union-attr]
    cell = text_of(table.rows[-1][-1].blocks[0].text)  # type: ignore[union-attr]

    def change(root: Any) -> None:
        node = paragraph(root, item[:30])
        more = copy.deepcopy(node)
        for mark in (*more.findall(W + "bookmarkStart"), *more.findall(W + "bookmarkEnd"), *more.findall(W + "r")[1:]):
            more.remove(mark)
        set_words(more.find(W + "r"), "One thing more")
        node.addnext(more)
        for found in root.iter(W + "tc"):
            runs = found.findall(f"{W}p/{W}r")
            if "".join(text.text for text in found.iter(W + "t")) == cell:
                set_words(runs[0], "99.9")

    found = article(edited(BUDGET, change))
    new = next(block for block in walk(found.body) if isinstance(block, List))
    assert [text_of(entry[0].text) for entry in new.items][:2] == [item, "One thing more"]  # type: ignore[union-attr]
    assert (new.id, len(new.items)) == (listing.id, len(listing.items) + 1)
    changed = next(block for block in walk(found.body) if isinstance(block, Table))
    assert "99.9" in [text_of(one.blocks[0].text) for row in changed.rows for one in row if one.blocks]  # type: ignore[union-attr]
    assert (changed.head_rows, changed.caption, changed.id) == (table.head_rows, table.caption, table.id)


def test_a_footnote_that_is_rewritten_keeps_its_call() -> None:
    old = story("budget.md").articles[0]

    def change(root: Any) -> None:
        set_words(longest(root), "Rewritten.")

    found = article(edited(BUDGET, change, "word/footnotes.xml"))
    assert [note.id for note in found.notes] == [note.id for note in old.notes]
    assert any("Rewritten." in text_of(block.text) for note in found.notes for block in note.blocks)  # type: ignore[union-attr]
    assert found.body == old.body


def test_footnotes_that_word_renumbers_are_the_same_notes() -> None:
    parts = parts_of(BUDGET)
    for name, tag in (("word/document.xml", b"footnoteReference"), ("word/footnotes.xml", b"footnote")):
        for old, new in ((b"1", b"21"), (b"2", b"22")):
            parts[name] = parts[name].replace(
                b"<w:" + tag + b' w:id="' + old + b'"', b"<w:" + tag + b' w:id="' + new + b'"'
            )
    assert b'w:id="21"' in parts["word/footnotes.xml"]
    assert read_back(packed(parts)) == story("budget.md")


def test_a_new_picture_and_a_caption_written_anew() -> None:
    other = parts_of(word_file("interview.md"))
    parts = parts_of(HARBOUR)
    picture = next(name for name in parts if name.startswith("word/media/"))
    parts[picture] = other[next(name for name in other if name.startswith("word/media/"))]
    caption = text_of(OLD.photos[0].caption)

    def rewrite(root: Any) -> None:
        set_words(run_of(root, caption[:30]), "Seen from the tower.")
        for node in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
            node.set("descr", "A harbour from above.")

    photo = article(edited(packed(parts), rewrite)).photos[0]
    assert text_of(photo.caption).startswith("Seen from the tower.")
    assert photo.alt == "A harbour from above."
    assert (photo.id, photo.credit, photo.catchline) == (
        OLD.photos[0].id,
        OLD.photos[0].credit,
        OLD.photos[0].catchline,
    )
    assert photo.src != OLD.photos[0].src


def test_a_photo_that_was_deleted_is_gone() -> None:
    def delete(root: Any) -> None:
        for node in list(root.iter(W + "p")):
            if node.find(f"{W}pPr/{W}pStyle").get(W + "val") in ("Photo", "Caption", "Credit"):
                node.getparent().remove(node)

    assert article(edited(HARBOUR, delete)).photos == ()


def test_a_quotation_grows_by_the_paragraph_typed_into_it() -> None:
    data = word_file("lighthouse.yaml")
    old = next(
        block for block in story("lighthouse.yaml").articles[0].body if isinstance(block, Quote) and not block.pull
    )

    def grow(root: Any) -> None:
        node = paragraph(root, text_of(old.blocks[0].text)[:40])  # type: ignore[union-attr]
        node.addnext(word_xml('<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r><w:t>And one more.</w:t></w:r></w:p>'))

    body = read_back(edited(data, grow)).articles[0].body
    new = next(block for block in body if block.id == old.id)
    assert isinstance(new, Quote)
    assert [text_of(block.text) for block in new.blocks][-1] == "And one more."  # type: ignore[union-attr]
    assert new.attribution == old.attribution


def test_stories_of_an_edition_change_places() -> None:
    data = word_file("edition.yaml")
    ids = [one.id for one in story("edition.yaml").articles]

    def swap(root: Any) -> None:
        body = root.find(W + "body")
        marks = [mark for mark in body.iter(W + "bookmarkStart") if mark.get(W + "name").startswith("b_story_")]
        starts = [list(body).index(next(node for node in body if mark in list(node.iter()))) for mark in marks]
        first = list(body)[starts[3] : starts[4]]  # the second story of its section goes to the very end
        last = body[-1]
        for node in first:
            last.addprevious(node)

    edition = read_back(edited(data, swap))
    assert [one.id for one in edition.articles] == [ids[0], ids[1], ids[2], ids[4], ids[3]]
    assert [len(section.entries) for section in edition.sections] == [2, 1, 2]


def test_hidden_text_and_objects_are_left_out_with_a_finding() -> None:
    def hide(root: Any) -> None:
        longest(root).insert(0, word_xml("<w:rPr><w:vanish/></w:rPr>"))

    report = Report()
    read_back(edited(HARBOUR, hide), report)
    told = [finding.message for finding in report.findings if finding.code == "docx-left-out"]
    assert told == ["1 stretch of hidden text left out"]
