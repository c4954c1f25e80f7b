"""A post's text as its author wrote it → plain HTML: shortcodes, empty lines and page breaks made into elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from exporter.readers.markup import Slip
from exporter.regex import regex

_CAPTION = regex(r"\[caption\b([^\]]*)\](.*?)\[/caption\]", re.DOTALL)
_GALLERY = regex(r"\[gallery\b([^\]]*)\]")
_EMBED = regex(r"\[embed\b[^\]]*\]\s*(https?://[^\s\[<\"]+)\s*\[/embed\]")
_SHORTCODE = regex(r"(?<!\[)\[(/?)([a-z][a-z0-9_-]*)((?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\]]+))*)\s*/?\](?!\])")
_ATTRIBUTE = regex(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))""")
_IMAGE = regex(r"<img\b[^>]*>")
_BLOCK = regex(
    r"<(?:p|div|h[1-6]|ul|ol|li|dl|table|tr|td|th|blockquote|figure|figcaption|pre|hr|section|iframe|nextpage)\b", re.I
)


def to_html(text: str, slip: Slip, line: int, pictures: Mapping[str, tuple[str, str]]) -> str:
    """Return the text as HTML. `pictures` has address and alt of every picture of the library by its number.

    Shortcodes without a meaning in print are dropped on record; the words between them stay.
    """
    text = re.sub(r"<!--\s*nextpage\s*-->", "<nextpage></nextpage>", text)
    text = _CAPTION.sub(_captioned, text)
    text = _GALLERY.sub(lambda match: _gallery(match, pictures), text)
    text = _EMBED.sub(lambda match: f'<iframe src="{escape(match[1])}"></iframe>', text)
    text = _drop_shortcodes(text, slip, line)
    return text if re.search(r"<p\b|<!-- wp:", text, re.I) else _with_paragraphs(text)


def image_numbers(text: str) -> dict[str, str]:
    """Return the address of every image in the text by its number in the library: ``class="wp-image-9"``."""
    found: dict[str, str] = {}
    for match in _IMAGE.finditer(text):
        number = re.search(r"wp-image-(\d+)", match[0])
        address = re.search(r"""\bsrc=["']([^"']+)""", match[0])
        if number and address:
            found[number[1]] = address[1]
    return found


def gallery_numbers(text: str) -> list[str]:
    """Return the numbers of the pictures in the text's galleries."""
    return [number for match in _GALLERY.finditer(text) for number in _numbers(match[1])]


def _captioned(match: re.Match[str]) -> str:
    """Return ``[caption]<img> words[/caption]`` as a figure; older ones have the words in an attribute."""
    values = _attributes(match[1])
    image = re.search(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", match[2])
    if not image:
        return match[2]
    words = match[2][: image.start()] + match[2][image.end() :]
    words = words.strip() or escape(values.get("caption", ""))
    return f"<figure>{image[0]}<figcaption>{words}</figcaption></figure>"


def _gallery(match: re.Match[str], pictures: Mapping[str, tuple[str, str]]) -> str:
    known = [pictures[number] for number in _numbers(match[1]) if number in pictures]
    images = "".join(f'<img src="{escape(address)}" alt="{escape(alt)}"/>' for address, alt in known)
    return f"<figure>{images}</figure>" if images else match[0].replace("[gallery", "[gallery_", 1)


def _numbers(attributes: str) -> list[str]:
    values = _attributes(attributes)
    return re.findall(r"\d+", values.get("ids", "") or values.get("include", ""))


def _attributes(text: str) -> dict[str, str]:
    return {key: one or two or three for key, one, two, three in _ATTRIBUTE.findall(text)}


def _drop_shortcodes(text: str, slip: Slip, line: int) -> str:
    """Return the text without shortcodes; a bare ``[sic]`` is the author's own and stays."""
    closed = {match[2] for match in _SHORTCODE.finditer(text) if match[1]}

    def drop(match: re.Match[str]) -> str:
        if not (match[1] or match[3] or match[2] in closed):
            return match[0]
        slip.drop(match[0], "a shortcode, which only its own site understands", line)
        name = match[2].rstrip("_")
        slip.desk.find("shortcode-dropped", "warning", f"the shortcode {name!r} is left out", line)
        return ""

    replace: Callable[[re.Match[str]], str] = drop
    return _SHORTCODE.sub(replace, text) if "[" in text else text


def _with_paragraphs(text: str) -> str:
    """Return the text with a paragraph for every part between empty lines, as the site itself makes them."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text)]
    return "\n\n".join(
        part if _BLOCK.match(part) else "<p>" + part.replace("\n", "<br/>\n") + "</p>" for part in parts if part
    )
