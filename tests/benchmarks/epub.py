"""What an EPUB costs: python tests/benchmarks/epub.py [STORIES]

Prints CPU milliseconds of the fastest story in a warm process, reading and copy-editing left out: each story as a file of its own,
with a photo that was on a cover before and with a new one, of which the photo's decoding and scaling for the cover is
told apart: it is the work of libjpeg and Pillow alone; in an edition of 100 and in one of 1,000. Each story has its own
headline and words: a fifth of them is new.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from warm import SAMPLES, fastest, varied

from exporter.backends.epub import cover
from exporter.backends.epub.write import write
from exporter.copyedit import copyedit
from exporter.env import Env, Folders
from exporter.model import Edition, edition_of
from exporter.pipeline import read_edition
from exporter.report import Report
from exporter.style.load import load_style


def main(count: int) -> None:
    style, report = load_style("newspaper"), Report()
    env = Env(Folders((SAMPLES,)), datetime(2026, 1, 1, tzinfo=UTC))

    def make(edition: Edition) -> None:
        write(edition, style, env, report)

    def make_with_new_photo(edition: Edition) -> None:
        cover.decode_photo.cache_clear()
        write(edition, style, env, report)

    def decode(edition: Edition) -> None:
        cover.decode_photo.cache_clear()
        cover.decode_photo(env.picture(edition.articles[0].photos[0].src), cover.PHOTO_HEIGHT, (0.5, 0.4))

    for sample in ("harbour.md", "budget.md", "village.md"):
        story = read_edition(sample, env, report)
        stories = [copyedit(varied(story, number)) for number in range(count)]
        known, new, codec = (fastest(work, stories) for work in (make, make_with_new_photo, decode))
        size = len(write(stories[0], style, env, report)) // 1000
        print(
            f"{sample}: own file {known:4.1f} ms ({new:.1f} with a new photo, {codec:.1f} of it codec), {size} kB",
            end="",
        )
        for number in (100, 1000):
            bound = edition_of(*(stories[at % count].articles[0] for at in range(number)))
            print(f"   in {number:,}: {fastest(make, (bound,) * 3) / number:.2f}", end="")
        print()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
