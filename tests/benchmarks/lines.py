"""How evenly the samples' lines are set: python tests/benchmarks/lines.py

Reads the glyphs of the finished PDF, newspaper look on A4, and prints for 2, 3 and 4 columns TeX's adjustment ratio (root
mean square; 1 = word spaces half as wide again), the share of lines with word spaces over one and a half, the widest, and
the share of lines in which a river runs on, whose spaces stand below those of the two lines above.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "samples"))

from test_line_quality import STORIES, body_lines, ratio, river_lines, spaces

if __name__ == "__main__":
    print("story            columns  lines   rms   over 1.5   widest   rivers")
    for story in STORIES:
        for columns in (2, 3, 4):
            read = body_lines(story, columns)
            lines = [sum(line) / len(line) for line in spaces(read)]
            rms = math.sqrt(sum(ratio(space) ** 2 for space in lines) / len(lines))
            loose = sum(space > 1.5 for space in lines) / len(lines)
            rivers = river_lines(read) / len(read)
            print(f"{story:16} {columns:7} {len(lines):6} {rms:6.2f} {loose:9.1%} {max(lines):8.2f} {rivers:8.1%}")
