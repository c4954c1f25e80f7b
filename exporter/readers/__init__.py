"""Bytes → Edition. The recipe is `read`: detect, decode, clean, read by the format's own file, apply what was given,
fill the blanks of photos from what their files say.

A packed format (a zip) is handed to its reader as bytes: it decodes and cleans what it finds inside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Provenance
from exporter.model.walk import map_edition
from exporter.readers.clean import Cleaner, decode, tell_replaced
from exporter.readers.detect import detect, detect_packed, refuse_binary
from exporter.readers.given import apply_given, check_given, cleaned
from exporter.readers.photo_metadata import fill_photos
from exporter.readers.reading import Draft, Given, Reading, Source, Trace
from exporter.readers.safety import check_length, make_safe
from exporter.readers.tagged import declared_encoding
from exporter.report import InputError, Place, Report, UsageError
from exporter.wording import nearest_name

# name → module and function; a module is imported when its format is read
READERS = {
    "clipping": ("exporter.readers.clipping", "read_clipping"),
    "markdown": ("exporter.readers.markdown", "read_markdown"),
    "json": ("exporter.readers.flatplan", "read_planned"),
    "yaml": ("exporter.readers.flatplan", "read_planned"),
    "ninjs": ("exporter.readers.ninjs", "read_ninjs"),
    "nitf": ("exporter.readers.nitf", "read_nitf"),
    "newsml-g2": ("exporter.readers.newsml_g2", "read_newsml_g2"),
    "newsml": ("exporter.readers.newsml", "read_newsml"),
    "feed": ("exporter.readers.feed", "read_feed"),
    "ans": ("exporter.readers.ans", "read_ans"),
    "jsonfeed": ("exporter.readers.jsonfeed", "read_jsonfeed"),
    "wxr": ("exporter.readers.wordpress", "read_wxr"),
    "wordpress": ("exporter.readers.wordpress", "read_rest"),
    "ghost": ("exporter.readers.ghost", "read_ghost"),
    "html": ("exporter.readers.html", "read_html"),
    "wire": ("exporter.readers.wire", "read_wire"),
    "epub": ("exporter.readers.epub", "read_epub"),
    "docx": ("exporter.readers.docx", "read_docx"),
    "pdf": ("exporter.readers.pdf", "read_pdf"),
}
# their readers clean string by string
UNCLEANED = frozenset({"json", "ninjs", "wordpress", "ghost", "jsonfeed", "ans", "wire"})
PACKED = frozenset({"docx", "epub", "pdf"})
Reader = Callable[[Source, Env, Report], Draft]


def read(data: bytes, name: str, given: Given, env: Env, report: Report, format: str = "") -> Reading:
    """Return what the bytes of the file `name` say; `format` overrides what the content shows.

    Raises InputError for what cannot be read and UsageError for an unknown format or a given value that is none.
    """
    name = PurePath(name.replace("\\", "/")).name  # folders are nobody's business but the user's
    own = Report()
    check_given(given)
    given = cleaned(given, name, own)
    format = _choose(data, name, format, env)
    if given.roles and format != "clipping":
        raise UsageError(f"--roles is for copied text; this is {format}", hint="leave it out, or add --from clipping")
    _check_size(data, name, env.limits.file_bytes if format in PACKED else env.limits.text_bytes)
    text = "" if format in PACKED else _decode(data, name, format, own)
    draft = _reader(format)(Source(name, text, given, data), env, own)
    edition = map_edition(draft.edition, lambda article: _sign(article, name, format, data))
    edition = fill_photos(apply_given(edition, given, name, own), draft.files, env, name, own)
    edition = make_safe(edition, name, own, env.limits)
    report.extend(own.findings)
    return Reading(edition, draft.trace, own.findings, draft.files)


def _check_size(data: bytes, name: str, limit: int) -> None:
    if len(data) > limit:
        raise InputError(f"larger than {limit:,} bytes", Place(name), "split it into several stories")


def _decode(data: bytes, name: str, format: str, report: Report) -> str:
    """Return the text, clean; in JSON the strings are cleaned, not the file: a U+2028 may stand between quotes."""
    text = decode(data, name, report, declared_encoding(data, format))
    if format in UNCLEANED:
        return text
    cleaner = Cleaner()
    text = cleaner.text(text, first_line=1)
    cleaner.tell(name, report)
    tell_replaced(text, name, report)
    return text


def _choose(data: bytes, name: str, format: str, env: Env) -> str:
    if not data.strip():
        raise InputError("the file is empty", Place(name), "is it the right file?")
    packed = detect_packed(data)
    if not format and packed in READERS:
        return packed
    if format in PACKED and packed != format:
        raise InputError(f"this is no {format} file", Place(name), "leave --from away: the content tells what it is")
    if not format:
        refuse_binary(data, name)
        _check_size(data, name, env.limits.text_bytes)  # before all of it is looked through
        return detect(data, name)
    check_format(format)
    if format not in PACKED:
        refuse_binary(data, name)
    return format


def check_format(format: str) -> None:
    """Raise UsageError for a format that no reader has; "" is for the content to tell."""
    if format and format not in READERS:
        near = nearest_name(format, READERS)
        hint = f"did you mean {near!r}?" if near else f"formats: {', '.join(READERS)}"
        raise UsageError(f"no format is called {format!r}", hint=hint)


def _reader(format: str) -> Reader:
    module, function = READERS[format]
    return cast(Reader, getattr(import_module(module), function))


def _sign(article: Article, name: str, format: str, data: bytes) -> Article:
    """Return the article with where it came from; a native file that says so already is believed."""
    check_length(article, name)
    old = article.provenance
    if old.source:
        return article
    return replace(article, provenance=Provenance(name, format, hashlib.sha256(data).hexdigest(), old.dropped))


__all__ = ["READERS", "Draft", "Given", "Reading", "Source", "Trace", "check_format", "detect", "read"]
