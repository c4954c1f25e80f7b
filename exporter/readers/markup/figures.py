"""Pictures with what is said about them: ``figure``, ``img``, ``picture`` of HTML, ``media`` of NITF."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin

from msgspec.structs import replace

from exporter.env import Files
from exporter.model import Person, Photo, Rich, rich
from exporter.readers.byline import parse_byline
from exporter.readers.credits import split_runs
from exporter.readers.inpage import name_of_picture, picture_in
from exporter.readers.links import is_web_address
from exporter.readers.markup.elements import classes_of, has_class
from exporter.readers.markup.parse import Element, name_of
from exporter.readers.markup.slip import Slip
from exporter.regex import regex
from exporter.report import ResourceError

CREDIT_CLASSES = ("credit", "copyright", "photographer", "attribution", "byline", "fotograf", "crédit")
_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-hi-res-src",
    "data-full",
    "data-srcset",
    "data-lazy-srcset",
)
_PLACEHOLDER = regex(r"^data:|(?:placeholder|spacer|blank|transparent|lazy|pixel|1x1)[\w.-]*\.(?:gif|png|svg)", re.I)
_CANDIDATE = regex(r"(?P<address>[^\s,](?:\S*[^\s,])?)(?:\s+(?P<size>\d+(?:\.\d+)?)[wx])?\s*(?:,|$)")


class Sources:
    """Chooses the file of a picture. What lies beside the story is opened; the web only where the user asked for it."""

    def __init__(self, slip: Slip, base_url: str = "", strict: bool = True) -> None:
        """`strict`: a file that is missing stays named, so that the run stops there; a page's own is only told."""
        self._slip, self._base_url, self._strict = slip, base_url, strict

    def photo(self, candidates: list[str], line: int, alt: str = "") -> Photo:
        """Return the photo whose file is the first candidate that can be read; the others are kept in its `extra`."""
        desk = self._slip.desk
        candidates = list(dict.fromkeys(address.strip() for address in candidates if address.strip()))
        if self._slip.knows(candidates):
            return Photo(id="", alt=alt, line=line)  # what else is said of it is added to the photo that is there
        for address in candidates:
            if address.startswith("data:"):
                if name := self._take_in(address):
                    return Photo(id="", src=name, alt=alt, line=line)
            elif not is_web_address(address) and not address.startswith("//") and (name := self._beside(address)):
                return Photo(id="", src=name, alt=alt, line=line)
        plain = [address for address in candidates if not address.startswith("data:")]
        whole = [self._whole(address) for address in plain]
        if not plain:
            return Photo(id="", alt=alt, line=line)
        remote = [address for address in whole if is_web_address(address)]
        if remote and desk.env.web:
            return self._fetched(remote, desk.env.web, line, alt)
        if not remote and self._strict:
            return Photo(id="", src=unquote(plain[0]), alt=alt, line=line)
        address = (remote or whole)[0]
        shown = address if len(address) <= 100 else f"{address[:97]}…"
        what = "lies on the web and is not fetched" if remote else "does not lie beside the story"
        message = f"the picture {shown} {what}"
        desk.find("photo-remote", "info", message, line, "save it beside the story and give it with --photo")
        return Photo(id="", alt=alt, line=line, extra={"address": address})

    def _fetched(self, addresses: list[str], web: Files, line: int, alt: str) -> Photo:
        """Return the photo with the first of the pictures that the web gives, kept with the story's own files."""
        desk = self._slip.desk
        for address in addresses:
            try:
                name = self._keep(web.read(address), "from-web", address)
            except ResourceError as error:
                desk.find("photo-not-fetched", "warning", error.message, line, error.hint)
                continue
            return Photo(id="", src=name, alt=alt, line=line, extra={"address": address})
        return Photo(id="", alt=alt, line=line, extra={"address": addresses[0]})

    def _keep(self, data: bytes, origin: str, kind: str) -> str:
        """Return the name of a picture among the story's files: by its bytes, so that it is the same every time."""
        name = name_of_picture(data, origin, kind)
        self._slip.desk.files[name] = data
        return name

    def _beside(self, address: str) -> str:
        """Return the name of the file that lies beside the story, or ""."""
        for name in dict.fromkeys((unquote(address), unquote(re.split(r"[?#]", address)[0]), address)):
            try:
                self._slip.desk.env.files.read(name)
            except ResourceError:
                continue
            return name.removeprefix("./")
        return ""

    def _whole(self, address: str) -> str:
        if address.startswith("//"):
            address = f"https:{address}"
        try:
            return urljoin(self._base_url, address) if self._base_url else address
        except ValueError:
            return address

    def _take_in(self, address: str) -> str:
        """Return the name under which a picture written into the page is kept, or "" for what is no picture."""
        kind, data = picture_in(address)
        return self._keep(data, "in-page", kind) if data else ""


def candidates_of(element: Element) -> list[str]:
    """Return the addresses of an ``img`` or ``picture``, the best first: lazy ones, the widest of each set, `src`."""
    images = [inner for inner in element.iter("*") if name_of(inner) in ("img", "amp-img")]
    sources = [inner for inner in element.iter("*") if name_of(inner) == "source"]
    parent = element.getparent()
    if parent is not None and name_of(parent) == "picture":
        sources += [inner for inner in parent if name_of(inner) == "source"]
    plain = [image.get("src", "") for image in images]
    lazy = [image.get(name, "") for image in images for name in _LAZY if "srcset" not in name]
    sets = [
        item.get(name, "") for item in (*images, *sources) for name in ("srcset", "data-srcset", "data-lazy-srcset")
    ]
    real = [address for address in plain if not _PLACEHOLDER.search(address)]
    holders = [address for address in plain if _PLACEHOLDER.search(address)]
    return [*lazy, *real, *(address for text in sets for address in _widest(text)), *holders]


def alt_of(element: Element) -> str:
    """Return the alternative text of the first image inside."""
    return next((" ".join(text.split()) for inner in element.iter("*") if (text := inner.get("alt", ""))), "")


def is_furniture(element: Element) -> bool:
    """Return True for a picture that counts visits or decorates the page: at most 2 pixels, or said to be an icon."""
    sizes = [element.get(name, "") for name in ("width", "height")]
    if any(re.fullmatch(r"0*[0-2](?:px)?", size) for size in sizes):
        return True
    return has_class(element, "avatar", "icon", "tracking", "sprite") or element.get("aria-hidden") == "true"


def is_credit(element: Element) -> bool:
    """Return True for a part of a caption that names who made the picture."""
    return any(part in classes_of(element) for part in CREDIT_CLASSES)


def credited(photo: Photo, caption: Rich, credit: str) -> Photo:
    """Return the photo with caption and credit; a credit that ends the caption is taken out of it."""
    if not credit:
        caption, credit = split_runs(caption)
    return replace(photo, caption=photo.caption or caption, credit=photo.credit or credit)


def photographers(text: str) -> tuple[Person, ...]:
    """Return the persons named by the maker's line of a picture; a line that says more than names is one name."""
    found = parse_byline(text).persons
    names = "".join(person.name for person in found)
    if re.sub(r"\W|\b[Bb][Yy]\b|\band\b", "", names) != re.sub(r"\W|\b[Bb][Yy]\b|\band\b", "", text):
        found = (Person(text),) if text else ()
    return tuple(replace(person, role="photographer") for person in found)


def caption_of(text: str) -> Rich:
    """Return plain words as a caption."""
    return rich(" ".join(text.split()))


def _widest(srcset: str) -> list[str]:
    """Return the addresses of a ``srcset``, the widest first."""
    found = [(match["address"], float(match["size"] or 1)) for match in _CANDIDATE.finditer(srcset[:8000])]
    return [address for address, _ in sorted(found, key=lambda pair: -pair[1])]
