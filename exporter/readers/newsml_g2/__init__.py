"""NewsML-G2 (IPTC): news items, packages and messages → an edition. https://iptc.org/std/NewsML-G2/

Text stands inline as NITF, as XHTML or as plain text. Pictures are items of their own: they go to the story that
links to them or shares a group of the package with them.
"""

from __future__ import annotations

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, edition_of
from exporter.readers.markup import Desk, Element, parse_xml
from exporter.readers.markup.fields import plain_value
from exporter.readers.markup.parse import name_of, words
from exporter.readers.newsml_g2.items import NewsItem
from exporter.readers.reading import Draft, Source
from exporter.report import InputError, Report


def read_newsml_g2(source: Source, env: Env, report: Report) -> Draft:
    """Return the texts in the order of the package, or of the message, each with its pictures."""
    desk = Desk(source, env, report)
    root = parse_xml(source.text, source.name)
    items = [NewsItem(part, desk) for part in root.iter("*") if name_of(part) == "newsItem"]
    packages = [part for part in root.iter("*") if name_of(part) == "packageItem"]
    if not items:
        what = "a package that only names its items" if packages else f"a {name_of(root)} without news items"
        raise InputError(f"this is {what}", source.place(root.sourceline or 1), "read the news items themselves")
    texts = _in_order([item for item in items if not item.is_picture], packages)
    pictures = [item for item in items if item.is_picture]
    owners = _share_out(pictures, texts, packages, desk)
    stories: list[Article] = [text.article(owners.get(number, [])) for number, text in enumerate(texts)]
    stories += [picture.article([picture]) for picture in pictures] if not texts else []
    title = next((words(part) for package in packages for part in package.iter("*") if name_of(part) == "headline"), "")
    return Draft(replace(edition_of(*stories), title=title, extra=_around(root, packages)), desk.trace(), desk.files)


def _in_order(texts: list[NewsItem], packages: list[Element]) -> list[NewsItem]:
    """Return the texts as the packages list them, then the others as they come."""
    listed = [ref.get("residref", "") for package in packages for ref in package.iter("*") if name_of(ref) == "itemRef"]
    rank = {guid: number for number, guid in reversed(list(enumerate(listed)))}
    return sorted(texts, key=lambda item: rank.get(item.guid, len(rank)))


def _share_out(
    pictures: list[NewsItem], texts: list[NewsItem], packages: list[Element], desk: Desk
) -> dict[int, list[NewsItem]]:
    """Return the pictures of each text by its number."""
    groups = [
        {ref.get("residref", "") for ref in group.iter("*") if name_of(ref) == "itemRef"}
        for package in packages
        for group in package.iter("*")
        if name_of(group) == "group"
    ]
    owners: dict[int, list[NewsItem]] = {}
    for picture in pictures if texts else ():
        linked = [number for number, text in enumerate(texts) if picture.guid in text.links]
        grouped = [
            number
            for group in groups
            if picture.guid in group
            for number, text in enumerate(texts)
            if text.guid in group
        ]
        if not linked and not grouped and len(texts) > 1:
            message = f"no story links to the picture {picture.guid}: it goes to the first"
            desk.find("photo-loose", "info", message, picture.line, "move it to the story that it belongs to")
        owners.setdefault((*linked, *grouped, 0)[0], []).append(picture)
    return owners


def _around(root: Element, packages: list[Element]) -> dict[str, object]:
    """Return what stands around the news items: the message's header and the packages."""
    extra: dict[str, object] = {}
    if name_of(root) == "newsMessage":
        for part in root:
            if name_of(part) and name_of(part) != "itemSet":
                extra[f"g2:{name_of(part)}"] = plain_value(part)
    if packages:
        extra["g2:packageItem"] = [plain_value(package) for package in packages]
    return extra
