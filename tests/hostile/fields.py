"""Every field of the model that holds text, each with what should never be in it.

The fields are found in the types, so that a new one is attacked from the day it is made.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import msgspec
from cases import Case

from exporter.model import Article, Embed, Paragraph, Run, Table

ACTIVE = (
    "<script>alert(1)</script><b onclick=x>&lt;i&gt; &amp; ]]> <!-- <?xml?> <img src=x onerror=alert(1)> {{7*7}} ${HOME} "
    "%(a)300000000s {0} \\input{/etc/passwd} { DDEAUTO cmd } =cmd|'/C calc' javascript:alert(1) ../../x `id` $(id) '\"\\"
)
ODD = (
    "a\u0000b\u0008c\u000bd\u001be[31m\u202ef\u2066g\ufffeh\ufeffi\U000e0041j\u0300"
    + "\u0301" * 400
    + "k\u200bl\u2028m\nn\to"
)
LONG = "w" * 6_000 + " " + "word " * 300
WORDY = ("text", "raw", "name", "notice", "credit", "caption", "alt", "title", "extra", "keywords")


def field_cases() -> Iterator[Case]:
    """Yield a case for each text field with what acts and what is odd, and for the wordy ones with what has no end."""
    for path, value in _attacked(Article, "article"):
        payloads = {"active": f"{ACTIVE} {ODD}"}
        if path.endswith(WORDY) and path.count(".") < 5:
            payloads["long"] = LONG
        for name, payload in payloads.items():
            text = json.dumps(_whole(value(payload)), ensure_ascii=True)
            yield Case(f"{name}-in-{path}", _ends(path), {"story.json": text})


def _ends(path: str) -> str:
    """Return how a story ends that has in one field what does not belong there."""
    field = path.rpartition(".")[2]
    if field in ("date", "created", "published", "updated", "embargo", "expires") and "dateline" not in path:
        return "4 input"
    if path.endswith("photos.src"):
        return "5 resource"
    if path.endswith("figure.photos"):
        return "1 figure-without-photo"
    if field == "note":
        return "1 note-missing" if ".body." in path else "0 pdf-dead-link"
    if field == "href" or path.endswith(("article.url", "embed.url")):
        return "0 link-refused"
    return "0"


def _whole(article: dict[str, Any]) -> dict[str, Any]:
    """Return the article with what a story needs besides the field that is attacked."""
    base: dict[str, Any] = {
        "headline": [{"text": "Harbour"}], "language": "en", "body": [{"kind": "paragraph", "text": [{"text": "Body."}]}],
    }  # fmt: skip
    return base | article


def _attacked(kind: Any, path: str, nested: bool = False) -> Iterator[tuple[str, Any]]:
    """Yield path and a function from a payload to the least value of the type that holds it there.

    Of blocks in blocks only a paragraph is gone into.
    """
    if get_origin(kind) is Annotated and get_args(kind)[0] is str:
        kind = str
    if kind is str:
        yield path, lambda payload: payload
    elif get_origin(kind) is dict:
        yield path, lambda payload: {"key": payload, payload[:50]: ["x"]}
    elif get_origin(kind) is tuple:
        for name, make in _attacked(get_args(kind)[0], path, nested):
            yield name, lambda payload, make=make: [make(payload)]
    elif isinstance(kind, types.UnionType):
        for option in get_args(kind):
            if option is Paragraph or (isinstance(option, type) and issubclass(option, msgspec.Struct) and not nested):
                yield from _attacked_struct(option, f"{path}.{option.__struct_config__.tag}", nested)
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from _attacked_struct(kind, path, nested)


def _attacked_struct(kind: type[msgspec.Struct], path: str, nested: bool) -> Iterator[tuple[str, Any]]:
    tag = {"kind": kind.__struct_config__.tag} if kind.__struct_config__.tag else {}
    hints = typing.get_type_hints(kind, include_extras=True)
    needed = {field.encode_name: _least(hints[field.name]) for field in msgspec.structs.fields(kind) if field.required}
    needed |= {"text": "Words"} if kind is Run else {"url": "https://example.org/"} if kind is Embed else {}
    needed |= {"rows": [[{"blocks": []}]]} if kind is Table else {}
    for field in msgspec.structs.fields(kind):
        if field.name == "schema" or (nested and field.name != "text"):
            continue
        within = nested or ("blocks" in str(hints[field.name]) and path != "article")
        for name, make in _attacked(hints[field.name], f"{path}.{field.name}", within):
            yield name, lambda payload, make=make, key=field.encode_name: tag | needed | {key: make(payload)}


def _least(kind: Any) -> Any:
    """Return the least value of a type that a struct needs."""
    return "x" if kind is str else []
