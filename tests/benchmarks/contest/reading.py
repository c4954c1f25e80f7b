"""The arguments of a contestant's script: FOLDER COUNT OUT; an OUT with a suffix binds the stories, a folder does not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def files_to_make(suffix: str) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Yield the path of each file to be made and the stories in it. The photos lie in the current folder then."""
    import os

    folder, count, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]).absolute()
    stories = json.loads((folder / "stories.json").read_bytes())[:count]
    os.chdir(folder)
    if out.suffix == suffix:
        yield out, stories
    else:
        for story in stories:
            yield out / f"{story['name']}{suffix}", [story]
