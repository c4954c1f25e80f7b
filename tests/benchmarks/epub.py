"""What an EPUB costs: python tests/benchmarks/epub.py [STORIES]

Prints CPU milliseconds a story in a warm process, reading and copy-editing left out: each story as a file of its own,
with a photo that was on a cover before and with a new one, of which the photo's decoding and scaling for the cover is
told apart: it is the work of libjpeg and Pillow alone; in an edition of 100 and in one of 1,000. Each story has its own
headline and words: a fifth of them is new.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

from stages import SAMPLES, milliseconds, varied

from exporter.backends.epub import cover
from exporter.backends.epub.write import write
from exporter.copyedit import copyedit
from exporter.env import Env, Folders
from exporter.model import edition_of
from exporter.pipeline import read_edition
from exporter.report import Report
from exporter.style.load import load_style


def main(count: int) -> None:
    style, report = load_style("newspaper"), Report()
    env = Env(Folders((SAMPLES,)), datetime(2026, 1, 1, tzinfo=UTC))
    for sample in ("harbour.md", "budget.md", "village.md"):
        story = read_edition(sample, env, report)
        stories = [copyedit(varied(story, number)) for number in range(count)]
        for warm in stories[:3]:
            write(warm, style, env, report)
        begin = time.process_time()
        sizes = [len(write(edition, style, env, report)) for edition in stories[3:]]
        known = milliseconds(begin, len(sizes))
        begin = time.process_time()
        for edition in stories[3:]:
            cover.decode_photo.cache_clear()
            write(edition, style, env, report)
        new = milliseconds(begin, len(sizes))
        photo = env.picture(stories[0].articles[0].photos[0].src)
        begin = time.process_time()
        for _ in sizes:
            cover.decode_photo.cache_clear()
            cover.decode_photo(photo.data, cover.PHOTO_HEIGHT, (0.5, 0.4))
        codec = milliseconds(begin, len(sizes))
        print(
            f"{sample}: own file {known:5.1f} ms ({new:5.1f} with a new photo, {codec:.1f} of it codec), "
            f"{sizes[0] // 1000} kB",
            end="",
        )
        for number in (100, 1000):
            bound = edition_of(*(stories[at % count].articles[0] for at in range(number)))
            begin = time.process_time()
            write(bound, style, env, report)
            print(f"   in {number:,}: {milliseconds(begin, number):5.2f}", end="")
        print()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
