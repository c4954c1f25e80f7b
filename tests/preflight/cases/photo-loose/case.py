"""Two stories and a picture that neither of them names."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import FIXTURES

BESIDES = {"photo-not-supplied", "photo-remote", "story-restricted"}


def command(_: pytest.MonkeyPatch) -> list[str]:
    text = Path(FIXTURES / "newsml-g2" / "rich.xml").read_text("utf-8")
    Path("story.xml").write_text(text.replace('residref="urn:pic:1"', 'residref="urn:pic:9"'), "utf-8")
    return ["export", "story.xml", "--to", "json", "-o", "out"]
