"""ANS, the JSON of Arc XP → an edition. Its elements become those of HTML, which one walk reads for all formats.

https://github.com/washingtonpost/ans-schema
"""

from __future__ import annotations

from html import escape
from typing import Any

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Person, edition_of
from exporter.readers.jsontext import Lines, load_json
from exporter.readers.links import is_web_address
from exporter.readers.markup import Desk, Slip, Walker, parse_fragment
from exporter.readers.reading import Draft, Source
from exporter.report import InputError, Report

# path in the story → field
FIELDS = {
    "headlines.basic": "headline",
    "subheadlines.basic": "deck",
    "label.kicker.text": "kicker",
    "label.basic.text": "kicker",
    "taxonomy.primary_section.name": "section",
    "taxonomy.sections.0.name": "section",
    "display_date": "dates.published",
    "first_publish_date": "dates.published",
    "created_date": "dates.created",
    "last_updated_date": "dates.updated",
    "language": "language",
    "canonical_url": "url",
    "slug": "slugline",
    "distributor.name": "publication.name",
    "copyright": "rights.notice",
    "description.basic": "deck",
}
READ = ("content_elements", "promo_items", "type", "version")  # all else is kept as it stands
ADS = frozenset(("interstitial_link", "story_ad", "ad"))


def read_ans(source: Source, env: Env, report: Report) -> Draft:
    """Return the story, or each of a collection; raises InputError where there is none."""
    desk = Desk(source, env, report)
    value = load_json(source.text, source.name, desk.cleaner)
    if isinstance(value, dict) and value.get("type") in ("collection", "results"):
        value = value.get("content_elements")
    stories = [item for item in (value if isinstance(value, list) else [value]) if _is_story(item)]
    if not stories:
        raise InputError("no story is in it", source.place(1), "export the stories with their content_elements")
    lines = Lines(source.text)
    articles = [_article(story, desk, lines) for story in stories]
    desk.tell()
    return Draft(edition_of(*articles), desk.trace(), desk.files)


def _is_story(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("content_elements"), list)


def _article(story: dict[str, Any], desk: Desk, lines: Lines) -> Article:
    slip = Slip(desk, "ans")
    walker = Walker(slip, "", 0, strict=False)
    for path, field in FIELDS.items():
        value = _at(story, path)
        if not value or (slip.has(field) and field != "deck"):
            continue
        if field == "url" and not is_web_address(value):
            value = _at(story, "canonical_website_url") or ""
        if field in ("headline", "deck", "kicker") and not slip.has(field):
            slip.put(field, walker.rich(parse_fragment(value, desk.name)), path, lines.line_of(value))
        elif value and not slip.has(field):
            slip.put(field, value, path, lines.line_of(value))
    for by in _list(_in(story, "credits", "by")):
        if name := _text(by, "name") or _text(by, "byline"):
            person = Person(name, "author", affiliation=_text(by, "org"), email=_text(by, "email"))
            slip.put_person(person, "credits.by", lines.line_of(name))
    for tag in _list(_in(story, "taxonomy", "tags")):
        slip.put("keywords", _text(tag, "text") or _text(tag, "slug"), "taxonomy.tags")
    lead = _in(story, "promo_items", "basic")
    first = [lead] if isinstance(lead, dict) and lead.get("type") in ("image", "gallery") else []
    html = "".join(_html(element, slip) for element in (*first, *_list(story["content_elements"])))
    body = walker.blocks(parse_fragment(html, desk.name))
    for key, value in story.items():
        if key not in READ and value not in ("", None, [], {}):
            slip.keep(key, value)
    return replace(slip.article(body), id="")


def _html(element: Any, slip: Slip) -> str:
    """Return the element as HTML; what is of the page or has no words is dropped or kept by name."""
    if not isinstance(element, dict):
        return ""
    kind, said = _text(element, "type"), _text(element, "content")
    inner = "".join(_html(part, slip) for part in _list(element.get("content_elements")))
    match kind:
        case "text":
            return f"<p>{said}</p>"
        case "header":
            level = element.get("level")
            return f"<h{level if level in (2, 3, 4, 5) else 2}>{said}</h{level if level in (2, 3, 4, 5) else 2}>"
        case "list":
            tag = "ol" if element.get("list_type") == "ordered" else "ul"
            items = (f"<li>{_html(item, slip)}</li>" for item in _list(element.get("items")))
            return f"<{tag}>{''.join(items)}</{tag}>"
        case "quote":
            name = _text(element.get("citation"), "content")
            pull = ' class="pull"' if element.get("subtype") == "pullquote" else ""
            return f"<blockquote{pull}>{inner}{f'<cite>{name}</cite>' if name else ''}</blockquote>"
        case "table":
            head = _row(element.get("header"), "th")
            return f"<table>{head}{''.join(_row(row, 'td') for row in _list(element.get('rows')))}</table>"
        case "image":
            return _figure(element)
        case "gallery":
            return f"<figure>{inner}</figure>"
        case "oembed_response" | "video":
            address = _text(_in(element, "raw_oembed"), "url") or _text(element, "canonical_url")
            return f'<p><a href="{escape(address)}">{escape(address)}</a></p>' if is_web_address(address) else ""
        case "divider":
            return "<hr>"
        case "correction":
            return f"<p>{_text(element, 'text')}</p>"
        case "code":
            return f"<pre>{escape(said)}</pre>"
        case "raw_html":
            return f"<div>{said}</div>"
    if kind in ADS or not (said or inner):
        slip.drop(said, f"{kind} is of the page, not of the story")
        return ""
    return f"<p>{said}</p>{inner}"


def _figure(image: dict[str, Any]) -> str:
    credits = [_text(by, "name") or _text(by, "byline") for by in _list(_in(image, "credits", "by"))]
    credits += [_text(by, "name") for by in _list(_in(image, "credits", "affiliation"))]
    credit = " / ".join(filter(None, credits))
    made_by = f'<span class="credit">{escape(credit)}</span>' if credit else ""
    caption = f"<figcaption>{_text(image, 'caption') or _text(image, 'subtitle')} {made_by}</figcaption>"
    address, alt = escape(_text(image, "url")), escape(_text(image, "alt_text"))
    return f'<figure><img src="{address}" alt="{alt}">{caption}</figure>'


def _row(cells: Any, tag: str) -> str:
    filled = "".join(f"<{tag}>{_text(cell, 'content')}</{tag}>" for cell in _list(cells))
    return f"<tr>{filled}</tr>" if filled else ""


def _in(value: Any, *path: str) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _at(value: Any, path: str) -> str:
    for key in path.split("."):
        if isinstance(value, list) and key.isdigit():
            value = value[int(key)] if int(key) < len(value) else None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
