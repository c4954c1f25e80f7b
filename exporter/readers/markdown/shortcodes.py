"""Shortcodes of site generators alone in a paragraph: a figure is understood, others go on record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from exporter.model import Block, Figure, Rich
from exporter.readers.markdown.desk import Desk
from exporter.readers.markdown.photos import file_name, read_photo
from exporter.regex import regex

_SHORTCODE = regex(r"\{\{[<%]\s*/?\s*([\w./-]+)(.*?)/?\s*[>%]\}\}|\{%-?\s*([\w-]+)(.*?)-?%\}", re.DOTALL)
_ARGUMENT = regex(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")


def is_shortcode(text: str) -> bool:
    """Return True for text that is one shortcode and nothing else."""
    return text.startswith("{") and bool(_SHORTCODE.fullmatch(text.strip()))


def read_shortcode(text: str, desk: Desk, line: int, inline: Callable[[str], Rich]) -> Iterator[Block]:
    """Yield the figure of ``{{< figure src="…" caption="…" >}}``; all others are dropped with a finding."""
    match = _SHORTCODE.fullmatch(text.strip())
    name, arguments = (match[1] or match[3], match[2] or match[4] or "") if match else ("", "")
    values = {key: a or b or c for key, a, b, c in _ARGUMENT.findall(arguments)}
    if name == "figure" and values.get("src"):
        photo = read_photo(values, desk, line, inline)
        desk.mark(line, line, "figure", "a figure shortcode")
        yield Figure(photos=(desk.add_photo(replace(photo, src=file_name(photo.src))),), line=line)
        return
    desk.mark(line, line, "dropped", f"the shortcode {name}")
    desk.drop(text, "a shortcode, which only its own site generator understands", line)
    desk.find("shortcode-dropped", "warning", f"the shortcode {name!r} is left out", line, "write it in Markdown")
