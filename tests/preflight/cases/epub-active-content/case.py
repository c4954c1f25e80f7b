"""A book with a script."""

from __future__ import annotations

import pytest
from spoil import spoil_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_book("EPUB/a1.xhtml", "</body>", "<script>1</script></body>")
