"""What can be wrong with a zip, whichever format it is the package of."""

from __future__ import annotations

import struct
import zipfile
import zlib

# What Python's zip reader raises for files that are cut, damaged, encrypted or packed in a way it does not know.
DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
