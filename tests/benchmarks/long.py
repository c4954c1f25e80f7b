"""What a very long story costs: python tests/benchmarks/long.py

Prints CPU seconds for reading, make-up and painting of stories of 12,500 to 100,000 words, and of one paragraph of 5,000
to 20,000; behind the sum, how many times that of half the words it is.
"""

from __future__ import annotations

import time
from itertools import cycle, islice, pairwise
from pathlib import Path

from exporter.backends.pdf import write as pdf
from exporter.copyedit import copyedit
from exporter.env import fixed_env, real_env
from exporter.makeup.compose import make_pages
from exporter.model import Edition, Paragraph
from exporter.pipeline import read_edition
from exporter.report import Report
from exporter.style.load import load_style

SAMPLES = Path(__file__).parents[2] / "samples"


def paragraphs() -> list[str]:
    """Return the paragraphs of a sample as text."""
    story = read_edition("harbour.md", real_env(SAMPLES), Report()).articles[0]
    return ["".join(run.text for run in block.text) for block in story.body if isinstance(block, Paragraph)]


def long_story(words: int) -> str:
    """Return a story of about so many words in paragraphs of a newspaper's length, as Markdown."""
    parts: list[str] = []
    for text in cycle(paragraphs()):
        words -= len(text.split())
        parts.append(text)
        if words <= 0:
            return "# A long story\n\n" + "\n\n".join(parts)
    raise AssertionError("a cycle has no end")


def long_paragraph(words: int) -> str:
    """Return a story of one paragraph."""
    return "# A long story\n\n" + " ".join(islice(cycle(" ".join(paragraphs()).split()), words))


def cost(text: str) -> list[float]:
    """Return the CPU seconds that reading, make-up and painting take."""
    style, report, env = load_style("newspaper"), Report(), fixed_env({"long.md": text.encode()})
    times = [time.process_time()]
    edition: Edition = copyedit(read_edition("long.md", env, report))
    times.append(time.process_time())
    pages = make_pages(edition, style, env, report)
    times.append(time.process_time())
    pdf.write(pages, edition, style, env, report)
    times.append(time.process_time())
    return [after - before for before, after in pairwise(times)]


if __name__ == "__main__":
    cost(long_story(1_000))
    print("   words   read  make-up  paint    sum")
    for make, counts in ((long_story, (12_500, 25_000, 50_000, 100_000)), (long_paragraph, (5_000, 10_000, 20_000))):
        before = 0.0
        for words in counts:
            read, makeup, paint = cost(make(words))
            total = read + makeup + paint
            growth = f"  x {total / before:.2f}" if before else ""
            print(f"{words:8,} {read:6.2f} {makeup:8.2f} {paint:6.2f} {total:6.2f}{growth}  {make.__name__}")
            before = total
