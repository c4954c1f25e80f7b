"""What painting a page costs, and how much of it is tagging: python tests/benchmarks/tagging.py [PAGES]

Prints CPU milliseconds a page in a warm process, the least of several runs. Tagging is the tree of the story, the
structure's objects, and what painting takes longer than the same page as furniture, which nothing is joined to.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from exporter.backends.pdf.canvas import PdfCanvas
from exporter.backends.pdf.color.inks import ScreenColors
from exporter.backends.pdf.fonts import FontStore
from exporter.backends.pdf.images import PictureStore
from exporter.backends.pdf.paint import PagePainter
from exporter.backends.pdf.structure import write_structure
from exporter.backends.pdf.tags import Tree
from exporter.copyedit import copyedit
from exporter.env import Env, Folders
from exporter.makeup.compose import make_pages
from exporter.model import Edition, edition_of
from exporter.page import Page, Text
from exporter.pipeline import read_edition
from exporter.report import Report
from exporter.style.fonts import FontBook
from exporter.style.load import load_style
from exporter.style.model import Style

SAMPLES = Path(__file__).parents[2] / "samples"
RUNS = 7


class Stage:
    """The pages of an edition, and what painting them takes."""

    def __init__(self, count: int) -> None:
        self.env = Env(Folders((SAMPLES,)), datetime(2026, 1, 1, tzinfo=UTC))
        self.style: Style = load_style("newspaper")
        story = read_edition("harbour.md", self.env, Report()).articles[0]
        plain = replace(story, id="", body=tuple(replace(block, id="") for block in story.body))
        self.edition: Edition = copyedit(edition_of(*[plain] * count))
        self.pages = make_pages(self.edition, self.style, self.env, Report())
        self.furniture = tuple(without_blocks(page) for page in self.pages)
        self.words = sum(len(item.runs) for page in self.pages for item in page.items if isinstance(item, Text)) // 2

    def paint(self, pages: tuple[Page, ...]) -> Callable[[], float]:
        """Return a function that paints the pages anew and gives the seconds of it."""
        canvas = PdfCanvas("en")
        fonts = FontStore(FontBook(self.style.font_folders), canvas)
        pictures = PictureStore(self.env, canvas, pages, Report())

        def run() -> float:
            tree = Tree(self.edition, Report())
            begin = time.process_time()
            for index, page in enumerate(pages):
                PagePainter(page, index, tree, fonts, pictures, ScreenColors()).paint()
            return time.process_time() - begin

        return run

    def structure(self) -> float:
        """Return the seconds that the tree and its objects take."""
        canvas = PdfCanvas("en")
        fonts = FontStore(FontBook(self.style.font_folders), canvas)
        pictures = PictureStore(self.env, canvas, self.pages, Report())
        begin = time.process_time()
        tree = Tree(self.edition, Report())
        spent = time.process_time() - begin
        for index, page in enumerate(self.pages):
            PagePainter(page, index, tree, fonts, pictures, ScreenColors()).paint()
        begin = time.process_time()
        write_structure(tree.root, canvas, len(self.pages), 0)
        return spent + time.process_time() - begin


def without_blocks(page: Page) -> Page:
    """Return the page with text that belongs to no block."""
    return replace(
        page, items=tuple(replace(item, block="") if isinstance(item, Text) else item for item in page.items)
    )


def measure(run: Callable[[], float], pages: int) -> float:
    """Return the least milliseconds a page of several runs."""
    return min(run() for _ in range(RUNS)) * 1000 / pages


def main(count: int) -> None:
    stage = Stage(count)
    pages = len(stage.pages)
    tagged, plain = (measure(stage.paint(made), pages) for made in (stage.pages, stage.furniture))
    structure = measure(stage.structure, pages)
    print(f"{pages} pages of {stage.words / pages:.0f} words, CPU milliseconds a page")
    print(f"paint     {plain:6.2f}")
    print(f"tagging   {tagged - plain + structure:6.2f}  (painting {tagged - plain:.2f}, structure {structure:.2f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
