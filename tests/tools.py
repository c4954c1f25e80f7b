"""Programs that judge our files and are no Python packages: LibreOffice, Chromium, poppler, qpdf."""

from __future__ import annotations

import shutil

import pytest


def need(*names: str) -> str:
    """Return the path of the first of the programs that is installed; skip the test, with the reason, without any.

    Under ``EXPORTER_CI=1`` the skip is a failure (conftest.py).
    """
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{' or '.join(names)} is not installed")
    return found
