"""What a Word file costs: python tests/benchmarks/word.py

Prints CPU milliseconds of the fastest story in a warm process, as a file of its own and inside editions of 10, 100 and
400 stories.
"""

from __future__ import annotations

from datetime import UTC, datetime

from warm import SAMPLES, fastest, varied

from exporter.backends import docx
from exporter.copyedit import copyedit
from exporter.env import Env, Folders
from exporter.model import Edition, edition_of
from exporter.pipeline import read_edition
from exporter.report import Report
from exporter.style.load import load_style


def main() -> None:
    style, report = load_style("newspaper"), Report()
    env = Env(Folders((SAMPLES,)), datetime(2026, 1, 1, tzinfo=UTC))
    story = read_edition("harbour.md", env, report)
    stories = [copyedit(varied(story, number)) for number in range(400)]

    def make(edition: Edition) -> None:
        docx.write(edition, style, env, report)

    print(f"a file of its own: {fastest(make, stories[:20]):5.1f} ms")
    for count in (10, 100, 400):
        bound = copyedit(edition_of(*(edition.articles[0] for edition in stories[:count])))
        size = len(docx.write(bound, style, env, report)) // 1000
        print(f"in an edition of {count:3}: {fastest(make, (bound,) * 3) / count:5.2f} ms a story, {size} kB in all")


if __name__ == "__main__":
    main()
