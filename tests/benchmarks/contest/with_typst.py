"""typst: three justified, hyphenated columns below headline, deck and photo."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parents[3] / "styles" / "fonts"
PAGES = """
#set page(paper: "a4", margin: (x: 12mm, y: 14mm), columns: 3)
#set columns(gutter: 4.5mm)
#set text(font: "STIX Two Text", size: 8.5pt, lang: "en", region: "GB", hyphenate: true)
#set par(justify: true, leading: 0.5em, spacing: 0.5em, first-line-indent: 1em)
#set document(title: "Stories")
#for (index, story) in json(bytes(sys.inputs.stories)).enumerate() {
  if index > 0 { pagebreak() }
  place(top, scope: "parent", float: true, {
    heading(level: 1, text(size: 36pt, hyphenate: false, story.headline))
    par(justify: false, text(size: 14pt, story.deck))
    figure(
      image(story.photo, width: 100%, alt: story.alt), supplement: none, numbering: none,
      caption: align(left, text(size: 8pt, story.caption + " " + story.credit)),
    )
  })
  par(first-line-indent: 0em, strong(story.byline))
  for part in story.parts {
    if part.kind == "h" { heading(level: 2, text(size: 9.2pt, part.text)) } else { par(part.text) }
  }
}
"""
FACES = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def set_stories(stories: Sequence[Mapping[str, Any]], folder: Path, out: Path) -> None:
    """Make one file of the stories, whose photos lie in the folder; typst takes in nothing from elsewhere."""
    source = folder / "stories.typ"
    source.write_text(PAGES, encoding="utf-8")
    typst.compile(str(source), output=str(out), font_paths=FACES, sys_inputs={"stories": json.dumps(stories)})


if __name__ == "__main__":
    from reading import files_to_make

    for path, told in files_to_make(".pdf"):
        set_stories(told, Path(), path)
