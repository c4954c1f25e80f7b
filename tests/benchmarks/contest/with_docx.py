"""Bare python-docx: headline, deck, byline, photo, caption and text in the styles of its template."""

from __future__ import annotations

from docx import Document
from docx.shared import Mm
from reading import files_to_make

for path, stories in files_to_make(".docx"):
    document = Document()
    for story in stories:
        document.add_heading(story["headline"], 1)
        document.add_paragraph(story["deck"], "Subtitle")
        document.add_paragraph(story["byline"])
        document.add_picture(story["photo"], width=Mm(150))
        document.add_paragraph(f"{story['caption']} {story['credit']}", "Caption")
        for part in story["parts"]:
            document.add_paragraph(part["text"], "Heading 2" if part["kind"] == "h" else "Normal")
    document.save(path)
