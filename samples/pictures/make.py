"""Make the sample pictures: ``python samples/pictures/make.py [NAME...]``. The same Pillow makes the same pictures."""

from __future__ import annotations

import sys
from pathlib import Path

import land
import sea

HERE = Path(__file__).parent
SCENES = {**land.SCENES, **sea.SCENES}


def main(names: list[str]) -> None:
    for name in names or SCENES:
        picture = SCENES[name]()
        if name.endswith(".png"):
            picture.save(HERE / name, optimize=True)
        else:
            picture.save(HERE / name, quality=80, optimize=True, progressive=True)


if __name__ == "__main__":
    main(sys.argv[1:])
