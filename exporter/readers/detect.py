"""What kind of file is this? By content; the name's ending only settles what the content leaves open."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePath

from exporter.model import Article, Edition
from exporter.readers.tagged import detect_keys, detect_tagged, is_wire
from exporter.regex import regex
from exporter.report import InputError, Place, Report

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"ID3", "a sound file"),
    (b"bplist00", "a web archive of Safari"),
)
_ZIPS = ((b"word/", "a Word file"), (b"epub+zip", "an EPUB file"), (b"opendocument", "an OpenDocument file"))
READABLE = (
    "this can be read: copied text, Markdown, Word (.docx), EPUB, newsroom XML and JSON, feeds, web pages, native form"
)
JSON_FORMATS = "ninjs, ANS, WordPress (REST), Ghost, JSON Feed and the model's own form: exporter schema"
_HINTS = {
    "picture": "give it with --photo beside the story's text",
    "PDF": "copy the text out of it into a text file",
    "Word": "save it as .docx first",
    "RTF": "save it as .docx first",
    "OpenDocument": "save it as .docx first",
    "archive of": "save the page as HTML with its pictures, which browsers call complete, and give the .html",
}

_MAIL = regex(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/", re.IGNORECASE)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\x0c\r\x1a")
_KEYS = frozenset(Article.__struct_fields__) | frozenset(Edition.__struct_fields__)
_NATIVE = _KEYS - {"language", "id", "url", "extra"} | {"$schema", "stories"}  # other programs have those too
_YAML_LINE = regex(r"^(?:[A-Za-z_$][\w-]*:(?:\s|$)|\s|-\s|#|\]|\}|$)")
_YAML_KEY = regex(r"^([A-Za-z_]\w*):", re.MULTILINE)
_MARKDOWN = regex(
    r"^# \S|^!\[[^\]]*\]\(|^\[\^[^\]]+\]:|^\|?\s*:?-{3,}:?\s*\|[\s:|-]*$|^```|\]\((?:https?:|mailto:)", re.MULTILINE
)
_FOOTER = regex(r"^Newspapers (?:in|from) [^\W\d_]", re.MULTILINE)


def detect(data: bytes, name: str) -> str:
    """Return the name of the reader for `data`; raises InputError for what is no story, saying what it is."""
    refuse_binary(data, name)
    if is_wire(data):
        return "wire"
    from exporter.readers.clean import Cleaner, decode

    text = Cleaner().text(decode(data, name, Report())).lstrip("\n")
    if tagged := detect_tagged(text, name):
        return tagged
    suffix = PurePath(name).suffix.lower()
    if text.lstrip().startswith(("{", "[")):
        return _detect_braces(text.lstrip(), suffix, name)
    if re.match(r"\+\+\+[ \t]*\n", text):
        return "markdown"
    if re.match(r"---[ \t]*\n", text):
        return "markdown" if re.search(r"^(?:---|\.\.\.)[ \t]*$", text[4:], re.MULTILINE) else "yaml"
    if _is_native_yaml(text, suffix):
        return "yaml"
    return _detect_prose(text, suffix)


def detect_packed(data: bytes) -> str:
    """Return the name of the packed format of a zip, told by the files in it, "" for anything else.

    The names of a zip's files stand in its directory at the end; EPUB's type is the first file besides.
    """
    if data.startswith(b"%PDF-"):
        return "pdf"
    if not data.startswith(b"PK\x03\x04"):
        return ""
    if b"word/document.xml" in data:
        return "docx"
    return "epub" if b"application/epub+zip" in data[:200] or b"META-INF/container.xml" in data else ""


def refuse_binary(data: bytes, name: str) -> None:
    """Raise InputError when the bytes are a picture, an archive or anything else but text."""
    kind = next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), "")
    if data.startswith(b"PK\x03\x04"):
        kind = next((kind for mark, kind in _ZIPS if mark in data[:20_000]), "a zip archive")
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        kind = "a WebP picture"
    elif data[4:8] == b"ftyp":
        kind = "a film or picture file"
    elif _MAIL.match(data[:4096]):
        kind = "an archive of several parts, as browsers save pages (.mhtml) and programs mails (.eml)"
    if not kind and _looks_binary(data):
        kind = "not text"
    if kind:
        hint = next((hint for word, hint in _HINTS.items() if word in kind), "is it the right file?")
        raise InputError(f"this is {kind}; {READABLE}", Place(name), hint)


def _looks_binary(data: bytes) -> bool:
    """Return True when more than a tenth of the first bytes are controls that text has no use for.

    UTF-16 is text although half its bytes are zero: its marks, or zeros at every second place only, tell it.
    """
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    zeros = (head[::2].count(0), head[1::2].count(0))
    if max(zeros) > 0.2 * len(head) and min(zeros) < 0.02 * len(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > 0.1 * max(1, len(head))


def _detect_braces(text: str, suffix: str, name: str) -> str:
    """Return the format of JSON by its keys, or "markdown" where an object is the front matter of what follows it."""
    if not re.match(r"\{\s*[\"}]|\[\s*[\[{\"\]]", text):
        return _detect_prose(text, suffix)
    import json

    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return "json"  # whose reader says where it is broken
    if text.startswith("{") and text[end:].strip():
        return "markdown"
    return detect_keys(value) or _native(value, name)


def _native(value: object, name: str) -> str:
    """Return "json" for an object with a key of the model; raises InputError for another program's."""
    other = isinstance(value, dict) and value and not (value.keys() & _NATIVE)
    if isinstance(value, dict) and (other or {"version", "components"} <= value.keys()):
        keys = ", ".join(list(map(str, value))[:6])
        message = f"this JSON is of no format of news that is known; its keys are {keys[:120]}"
        raise InputError(message, Place(name, 1), f"read are {JSON_FORMATS}")
    return "json"


def _is_native_yaml(text: str, suffix: str) -> bool:
    """Return True when every line is a key of its own or belongs to one, and a key is the model's."""
    lines = text.split("\n")
    if not re.match(r"[A-Za-z_$][\w-]*:(?:\s|$)", next((line for line in lines if line[:1] not in ("", "#")), "")):
        return False
    if suffix in (".yaml", ".yml"):
        return True
    known = any(key in _KEYS for key in _YAML_KEY.findall(text))
    return known and all(_YAML_LINE.match(line) for line in lines)


def _detect_prose(text: str, suffix: str) -> str:
    copied = bool(_FOOTER.search(text)) or _repeats_a_caption(text)
    marked = bool(_MARKDOWN.search(text))
    if copied != marked:
        return "clipping" if copied else "markdown"
    return "markdown" if suffix in (".md", ".markdown", ".mdown", ".mkd") else "clipping"


def _repeats_a_caption(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")]
    return any(len(above) > 40 and below != above and below.endswith(above) for above, below in pairwise(lines))
