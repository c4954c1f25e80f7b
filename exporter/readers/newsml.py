"""NewsML 1.2 (IPTC, 2003), as agencies still send it → an edition. https://iptc.org/std/NewsML/1.2/

A news item holds components inside each other; one whose content is text is a story, with the pictures beside it.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Block, edition_of, rich
from exporter.readers.markup import Desk, Element, Slip, Walker, parse_fragment, parse_xml
from exporter.readers.markup.fields import plain_value, read_leaves
from exporter.readers.markup.figures import photographers
from exporter.readers.markup.heads import drop_repeated_headline
from exporter.readers.markup.parse import name_of, words
from exporter.readers.ninjs.bodies import paragraphs
from exporter.readers.nitf import read_story
from exporter.readers.reading import Draft, Source
from exporter.report import InputError, Report

# path below <NewsItem>, without the components around → field; the first path in this table wins
FIELDS = {
    "NewsLines/HeadLine": "headline",
    "NewsLines/SubHeadLine": "subheads",
    "NewsLines/ByLine": "byline",
    "NewsLines/DateLine": "dateline",
    "NewsLines/CreditLine": "sources",
    "NewsLines/CopyrightLine": "rights.notice",
    "NewsLines/RightsLine": "rights.usage",
    "NewsLines/SeriesLine": "series",
    "NewsLines/SlugLine": "slugline",
    "NewsLines/KeywordLine": "keywords",
    "RightsMetadata/Copyright/CopyrightHolder": "rights.holder",
    "RightsMetadata/Copyright/CopyrightDate": "rights.year",
    "AdministrativeMetadata/Provider/Party@FormalName": "sources",
    "NewsManagement/FirstCreated": "dates.created",
    "NewsManagement/ThisRevisionCreated": "dates.updated",
    "DescriptiveMetadata/Language@FormalName": "language",
    "Identification/NameLabel": "slugline",
    "@xml:lang": "language",
}
PHOTO_FIELDS = {
    "NewsLines/HeadLine": "title",
    "NewsLines/ByLine": "maker",
    "NewsLines/CreditLine": "credit",
    "NewsLines/CopyrightLine": "rights",
    "DataContent": "caption",
}


def read_newsml(source: Source, env: Env, report: Report) -> Draft:
    """Return the stories in the order of the file; raises InputError where no component of it is text."""
    desk = Desk(source, env, report)
    root = parse_xml(source.text, source.name)
    items = [part for part in root.iter("*") if name_of(part) == "NewsItem"]
    stories = [article for item in items for article in _read_item(item, desk)]
    if not stories:
        raise InputError(
            "no component of it is a text", source.place(root.sourceline or 1), "is it a list of pictures?"
        )
    extra = {
        f"newsml:{name_of(part)}": plain_value(part) for part in root if name_of(part) and name_of(part) != "NewsItem"
    }
    return Draft(replace(edition_of(*stories), extra=extra), desk.trace(), desk.files)


def _read_item(item: Element, desk: Desk) -> list[Article]:
    """Return the stories of one news item: a story for each component that holds text."""
    texts = [part for part in item.iter("*") if name_of(part) == "ContentItem" and _is_text(part)]
    captions = {caption for picture in _pictures(item) for caption in _captions(picture)}
    texts = [part for part in texts if part not in captions]
    stories: list[Article] = []
    for number, text in enumerate(texts):
        owner = _owner(text, texts)
        others = [_owner(other, texts) for other in texts if other is not text]
        stories.append(_story(item, text, owner, [*texts, *others], desk, number == 0))
    return stories


def _owner(text: Element, texts: list[Element]) -> Element:
    """Return the largest component around the text that holds no other text."""
    owner = text.getparent()
    for outer in text.iterancestors():
        if name_of(outer) == "NewsItem" or sum(part in texts for part in outer.iter("*")) > 1:
            break
        owner = outer
    return owner


def _story(item: Element, text: Element, owner: Element, skip: list[Element], desk: Desk, is_first: bool) -> Article:
    slip = Slip(desk, "newsml")
    walker = Walker(slip)
    pictures = [picture for picture in _pictures(owner) if text not in list(picture.iter("*"))]
    if is_first:
        pictures += [part for part in _pictures(item) if part not in pictures and not _is_inside(part, skip)]
    for picture in pictures:
        _add_picture(picture, slip, walker)
    content = next(part for part in text if name_of(part) == "DataContent")
    skip = [*(part for part in skip if part is not owner), *pictures, content]
    for component in owner.iter("*"):
        if name_of(component) == "NewsComponent" and component not in skip:
            read_leaves(component, FIELDS, slip, walker, [*skip, *_components(component)])
            skip.append(component)
    if is_first:
        read_leaves(item, FIELDS, slip, walker, skip)
    read_leaves(text, {}, slip, walker, [content])
    body = drop_repeated_headline(_blocks(text, content, slip, walker), slip)
    return slip.article(body)


def _components(component: Element) -> list[Element]:
    return [part for part in component.iterdescendants("*") if name_of(part) == "NewsComponent"]


def _blocks(text: Element, content: Element, slip: Slip, walker: Walker) -> tuple[Block, ...]:
    nitf = next((part for part in content.iter("*") if name_of(part) == "nitf"), None)
    if nitf is not None:
        return read_story(nitf, slip)
    if any(name_of(part) for part in content):
        return walker.blocks(content)
    said, line = content.text or "", content.sourceline or 0
    if re.search(r"</?(?:p|br|div)\b", said):
        return Walker(slip, first_line=line or 1).blocks(parse_fragment(said, slip.desk.name, line or 1))
    return paragraphs(said, line)


def _is_text(content: Element) -> bool:
    """Return True for content that is written out, and is not the caption of a picture."""
    data = next((part for part in content if name_of(part) == "DataContent"), None)
    return data is not None and bool(words(data))


def _pictures(scope: Element) -> list[Element]:
    """Return the components that hold a picture, the innermost ones."""
    found = []
    for part in scope.iter("*"):
        if name_of(part) == "ContentItem" and part.get("Href") and not _is_text(part) and _shows_picture(part):
            component = next((outer for outer in part.iterancestors() if name_of(outer) == "NewsComponent"), part)
            outer = next((other for other in component.iterancestors() if name_of(other) == "NewsComponent"), None)
            if outer is not None and _is_picture_group(outer):
                component = outer
            if component not in found and component is not scope:
                found.append(component)
    return found


def _is_picture_group(component: Element) -> bool:
    """Return True for a component that is a picture with its sizes and its caption."""
    roles = {part.get("FormalName", "").lower() for part in component.iter("*") if name_of(part) == "Role"}
    return bool(roles & {"picture", "photo", "caption", "thumbnail", "preview", "quicklook", "image"}) and not (
        roles & {"main text", "maintext", "text"}
    )


def _captions(picture: Element) -> list[Element]:
    return [part for part in picture.iter("*") if name_of(part) == "ContentItem" and _is_text(part)]


def _shows_picture(content: Element) -> bool:
    kinds = " ".join(
        part.get("FormalName", "") for part in content.iter("*") if name_of(part) in ("MediaType", "MimeType", "Format")
    ).lower()
    named = re.search(r"\.(?:jpe?g|png|gif|tiff?|webp|avif)$", content.get("Href", "").lower())
    return bool(named) or any(word in kinds for word in ("photo", "image", "picture", "jpeg", "graphic"))


def _is_inside(part: Element, others: list[Element]) -> bool:
    return any(outer in others for outer in part.iterancestors())


def _add_picture(picture: Element, slip: Slip, walker: Walker) -> None:
    """Add the photo of a component, its largest size first; what has no field goes to the photo's `extra`."""
    contents = [part for part in picture.iter("*") if name_of(part) == "ContentItem" and part.get("Href")]
    contents.sort(key=lambda part: -_width(part))
    addresses = [part.get("Href", "") for part in contents]
    captions = _captions(picture)
    fields: dict[str, str] = {}
    for part in picture.iter("*"):
        field = PHOTO_FIELDS.get(f"{name_of(part.getparent())}/{name_of(part)}", "")
        if field and words(part):
            fields.setdefault(field, words(part))
    caption = " ".join(words(part) for whole in captions for part in whole if name_of(part) == "DataContent")
    photo = walker.sources.photo(addresses, picture.sourceline or 0)
    photo = replace(
        photo, caption=rich(caption), headline=fields.get("title", ""), byline=photographers(fields.get("maker", "")),
        credit=fields.get("credit", ""), rights=replace(photo.rights, notice=fields.get("rights", "")),
        extra={"newsml:NewsComponent": plain_value(picture), **photo.extra},
    )  # fmt: skip
    slip.add_photo(photo, addresses)


def _width(content: Element) -> int:
    values = [
        part.get("Value", "")
        for part in content.iter("*")
        if name_of(part) == "Property" and "width" in part.get("FormalName", "").lower()
    ]
    return next((int(value) for value in values if re.fullmatch(r"\d{1,6}", value)), 0)
