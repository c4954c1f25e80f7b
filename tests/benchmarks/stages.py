"""What each stage of a PDF costs: python tests/benchmarks/stages.py [STORIES]

Prints CPU milliseconds a story in a warm process: reading, copy-editing, make-up (all of it), painting; once for stories
in one edition and once for each as a file of its own, with a photo that went into a file before and with a new one (a
progressive JPEG, made grey: 12 ms of libjpeg). Each story has its own words: a fifth of them is new.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from exporter.backends.pdf import write as pdf
from exporter.backends.pdf.rework import rework
from exporter.copyedit import copyedit
from exporter.env import Env, Folders
from exporter.makeup.compose import make_pages
from exporter.model import Edition, Section, edition_of
from exporter.model.walk import map_article
from exporter.pipeline import read_edition
from exporter.report import Report
from exporter.style.load import load_style

SAMPLES = Path(__file__).parents[2] / "samples"


def varied(edition: Edition, number: int) -> Edition:
    """Return the story with every fifth word made new, so that no cache knows the paragraph."""
    from msgspec.structs import replace

    def change(runs):  # type: ignore[no-untyped-def]
        changed = []
        for run in runs:
            words = run.text.split(" ")
            words[::5] = [
                word[::-1] if word.isalpha() and number % 2 else word + "s" * (number % 3) for word in words[::5]
            ]
            changed.append(replace(run, text=" ".join(words)))
        return tuple(changed)

    return edition_of(map_article(edition.articles[0], change_rich=change))


def milliseconds(begin: float, count: int) -> float:
    return (time.process_time() - begin) * 1000 / count


def fastest(work: Callable[[Edition], object], stories: Iterable[Edition]) -> float:
    """Return the CPU milliseconds of the story that took least; what others do on the machine adds to all."""
    times = []
    for story in stories:
        begin = time.process_time()
        work(story)
        times.append(milliseconds(begin, 1))
    return min(times)


def main(count: int) -> None:
    style, report = load_style("newspaper"), Report()
    env = Env(Folders((SAMPLES,)), datetime(2026, 1, 1, tzinfo=UTC))
    story = read_edition("harbour.md", env, report)
    stories = [copyedit(varied(story, number)) for number in range(count)]
    words = len(" ".join(run.text for block in story.articles[0].body for run in getattr(block, "text", ())).split())
    for warm in stories[:3]:
        pdf.write(make_pages(warm, style, env, report), warm, style, env, report)

    begin = time.process_time()
    made = [make_pages(edition, style, env, report) for edition in stories]
    makeup = milliseconds(begin, count)
    begin = time.process_time()
    sizes = [len(pdf.write(pages, edition, style, env, report)) for pages, edition in zip(made, stories, strict=True)]
    paint = milliseconds(begin, count)
    begin = time.process_time()
    for pages, edition in zip(made, stories, strict=True):
        rework.cache_clear()
        pdf.write(pages, edition, style, env, report)
    new = milliseconds(begin, count)
    print(f"{count} stories of about {words} words with a photo, CPU ms a story, warm")
    print(
        f"  own files : make-up {makeup:6.1f}   paint {paint:6.1f}   sum {makeup + paint:6.1f}   {sizes[0] // 1000} kB"
        f"   (new photo: paint {new:.1f})"
    )

    bound = copyedit(edition_of(*(edition.articles[0] for edition in stories)))
    begin = time.process_time()
    pages = make_pages(bound, style, env, report)
    makeup = milliseconds(begin, count)
    begin = time.process_time()
    size = len(pdf.write(pages, bound, style, env, report))
    paint = milliseconds(begin, count)
    print(f"  an edition: make-up {makeup:6.1f}   paint {paint:6.1f}   sum {makeup + paint:6.1f}   {size // 1000} kB")
    assert all(isinstance(section, Section) for section in bound.sections)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
