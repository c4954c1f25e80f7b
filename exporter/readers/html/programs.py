"""What programs write in manners of their own: lists and titles of Word, captions of blogs → what HTML has for it."""

from __future__ import annotations

from exporter.readers.markup import Element
from exporter.readers.markup.elements import classes_of, has_class
from exporter.readers.markup.parse import name_of, words


def mend_program(root: Element) -> None:
    """Change the tree so that such lists, titles and captions are those of HTML."""
    for part in list(root.iter("p")):
        classes = classes_of(part)
        if "msotitle" in classes and root.find(".//h1") is None and words(part):
            part.tag = "h1"
        elif "mso-list:" in part.get("style", "") and "msoheading" not in classes:
            _make_item(part)
    for table in list(root.iter("table")):
        if has_class(table, "tr-caption-container"):
            _make_figure(table)


def _make_item(paragraph: Element) -> None:
    """Make a paragraph of Word's an item of the list right above it, or of a new one."""
    sign = ""
    for part in list(paragraph.iter("span")):
        if "mso-list:ignore" in part.get("style", "").replace(" ", "").lower():
            sign, part.text = words(part), ""
            for inner in list(part):
                part.remove(inner)
    tag = "ol" if sign[:1].isdigit() else "ul"
    around, above = paragraph.getparent(), paragraph.getprevious()
    paragraph.tag = "li"
    if above is not None and name_of(above) == tag and above.get("data-program") == "word":
        above.append(paragraph)
        return
    made = around.makeelement(tag, {"data-program": "word"})
    around.replace(paragraph, made)
    made.append(paragraph)


def _make_figure(table: Element) -> None:
    """Make a table that holds a picture and its caption a figure."""
    pictures = list(table.iter("img"))
    captions = [cell for cell in table.iter("td") if has_class(cell, "tr-caption") and cell is not table]
    table.tag = "figure"
    for row in list(table):
        table.remove(row)
    for picture in pictures:
        picture.tail = None
        table.append(picture)
    for caption in captions:
        caption.tag = "figcaption"
        table.append(caption)
