"""Bare ebooklib: a chapter a story, with its photo; contents and no more."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ebooklib import epub
from reading import files_to_make

for path, stories in files_to_make(".epub"):
    book = epub.EpubBook()
    book.set_identifier("stories")
    book.set_title("Stories")
    book.set_language("en-GB")
    chapters = []
    for story in stories:
        tags = {"p": "p", "h": "h2"}
        parts = [f"<{tags[part['kind']]}>{escape(part['text'])}</{tags[part['kind']]}>" for part in story["parts"]]
        photo = epub.EpubImage(uid=story["photo"], file_name=story["photo"], media_type="image/jpeg",
                               content=Path(story["photo"]).read_bytes())  # fmt: skip
        chapter = epub.EpubHtml(title=story["headline"], file_name=f"{story['name']}.xhtml", lang="en-GB")
        chapter.content = (
            f"<h1>{escape(story['headline'])}</h1><p>{escape(story['deck'])}</p><p>{escape(story['byline'])}</p>"
            f"<figure><img src='{story['photo']}' alt='{escape(story['alt'])}'/>"
            f"<figcaption>{escape(story['caption'])} {escape(story['credit'])}</figcaption></figure>{''.join(parts)}"
        )
        book.add_item(chapter)
        book.add_item(photo)
        chapters.append(chapter)
    book.toc, book.spine = chapters, ["nav", *chapters]
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    epub.write_epub(path, book)
