"""A book with a page under a digital lock."""

from __future__ import annotations

import pytest
from spoil import export, rewrite

LOCKED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/>
<enc:CipherData><enc:CipherReference URI="EPUB/a1.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>"""


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "epub")
    rewrite("out/harbour.epub", "META-INF/encryption.xml", lambda _: LOCKED.encode())
    return ["check", "out/harbour.epub"]
