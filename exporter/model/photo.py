"""A photo or drawing with everything a newsroom says about it."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

from exporter.model.inlines import Rich
from exporter.model.names import IsoDate, Person, Rights


class Photo(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """`src` is the name the resource broker opens, relative to the story; "" = no picture was supplied.

    `alt` says what is to be seen for people who cannot see it; `decorative` says that there is nothing to tell.
    A photo that no `Figure` of the body names is the story's lead photo: the style decides where it stands.
    """

    id: str
    src: str = ""
    caption: Rich = ()
    catchline: str = ""  # the few words that open a caption, mostly in capitals
    headline: str = ""
    credit: str = ""
    byline: tuple[Person, ...] = ()
    alt: str = ""
    decorative: bool = False
    role: Literal["photo", "portrait", "graphic", "logo"] = "photo"
    focal: tuple[float, float] | None = None  # point to keep when cropping: fractions from left and top
    date: IsoDate = ""
    location: str = ""
    source: str = ""
    rights: Rights = Rights()
    line: int = 0
    extra: dict[str, Any] = field(default_factory=dict)
