"""What a Word file costs: python tests/benchmarks/word.py

Prints CPU milliseconds a story in a warm process, as a file of its own and inside editions of 10, 100 and 400 stories.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from stages import SAMPLES, milliseconds, varied

from exporter.backends import docx
from exporter.copyedit import copyedit
from exporter.env import Env, Folders
from exporter.model import edition_of
from exporter.pipeline import read_edition
from exporter.report import Report
from exporter.style.load import load_style


def main() -> None:
    style, report = load_style("newspaper"), Report()
    env = Env(Folders((SAMPLES,)), datetime(2026, 1, 1, tzinfo=UTC))
    story = read_edition("harbour.md", env, report)
    stories = [copyedit(varied(story, number)) for number in range(400)]
    docx.write(stories[0], style, env, report)
    begin = time.process_time()
    for edition in stories[:20]:
        docx.write(edition, style, env, report)
    print(f"a file of its own: {milliseconds(begin, 20):5.1f} ms")
    for count in (10, 100, 400):
        bound = copyedit(edition_of(*(edition.articles[0] for edition in stories[:count])))
        begin = time.process_time()
        size = len(docx.write(bound, style, env, report))
        print(f"in an edition of {count:3}: {milliseconds(begin, count):5.2f} ms a story, {size // 1000} kB in all")


if __name__ == "__main__":
    main()
