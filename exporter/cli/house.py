"""The option of Word files: the newsroom's own template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.env import Folders
from exporter.report import Place, ResourceError

if TYPE_CHECKING:
    from exporter.backends.docx.options import WordOptions

HOUSE = (
    click.option(
        "--reference-doc", default="", metavar="FILE", help="Word template whose styles of the same names rule."
    ),
)
HOUSE_KEYS = ("reference_doc",)


def word_options(reference_doc: str) -> WordOptions | None:
    """Return what the option asks for, None for nothing; raises StyleError for a file that is no template."""
    if not reference_doc:
        return None
    from exporter.backends.docx.options import WordOptions
    from exporter.backends.docx.template import read_template

    files = Folders(())
    try:
        data = files.read(files.grant(Path(reference_doc)))
    except ResourceError as error:
        raise ResourceError(error.message, Place(reference_doc), "name a .docx or .dotx file") from error
    return WordOptions(template=read_template(data, Path(reference_doc).name))
