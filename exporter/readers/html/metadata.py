"""What a page says about itself to machines: JSON-LD before microdata before OpenGraph before plain meta."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from exporter.model import Person, rich
from exporter.readers.links import is_web_address
from exporter.readers.markup import Element, Slip, Walker
from exporter.readers.markup.parse import words
from exporter.regex import regex

# schema.org property → field, of JSON-LD and microdata
SCHEMA = {
    "headline": "headline", "alternativeHeadline": "subheads", "datePublished": "dates.published",
    "dateModified": "dates.updated", "dateCreated": "dates.created", "expires": "dates.expires",
    "inLanguage": "language", "articleSection": "section", "printSection": "section", "printPage": "page",
    "printEdition": "publication.edition", "keywords": "keywords", "publisher": "publication.name",
    "sourceOrganization": "sources", "copyrightHolder": "rights.holder", "copyrightYear": "rights.year",
    "copyrightNotice": "rights.notice", "license": "rights.licence", "usageInfo": "rights.usage", "url": "url",
}  # fmt: skip
# name or property of <meta> → field; of several for one field the first in this table wins
META = {
    "article:published_time": "dates.published", "article:modified_time": "dates.updated",
    "article:expiration_time": "dates.expires", "dcterms.created": "dates.created", "dc.date.issued": "dates.published",
    "date": "dates.published", "article:section": "section", "article:tag": "keywords", "news_keywords": "keywords",
    "keywords": "keywords", "og:site_name": "publication.name", "application-name": "publication.name",
    "og:url": "url", "copyright": "rights.notice", "dcterms.rights": "rights.notice", "og:locale": "language",
    "author": "author", "article:author": "author", "dc.creator": "author", "parsely-author": "author",
    "sailthru.author": "author",
}  # fmt: skip
_ARTICLE = regex(r"Article$|^BlogPosting$|^LiveBlogPosting$|^Report$")
_WRAPPING = regex(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|//\]\]>|/\*\]\]>\*/|\]\]>)\s*$")
_SAVED_FROM = regex(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


class Metadata:
    """What was found, for those who look for it on the page; pictures are put last, when the page had none itself."""

    def __init__(self, nodes: list[dict[str, Any]], metas: dict[str, list[str]], titles: list[str]) -> None:
        self.titles = titles
        described = [str(node.get("description") or "") for node in nodes] + metas.get("og:description", [])
        self.description = next((text for text in [*described, *metas.get("description", [])] if text), "")
        self._nodes, self._metas = nodes, metas

    def put_last(self, slip: Slip, walker: Walker, has_pictures: bool) -> None:
        """Put what the page did not show itself: its title as headline, and its picture where it showed none."""
        for title in self.titles:
            if not slip.has("headline"):
                slip.put("headline", rich(title), "title")
            elif re.sub(r"\W", "", title) != re.sub(r"\W", "", "".join(run.text for run in slip.fields["headline"])):
                slip.keep("title", title)
        images = [image for node in self._nodes for image in _list(node.get("image"))]
        images += [{"url": address} for address in self._metas.get("og:image", [])]
        for image in images if not has_pictures else []:
            values = image if isinstance(image, dict) else {"url": image}
            address = _text(values.get("url")) or _text(values.get("contentUrl"))
            if address:
                alt = next(iter(self._metas.get("og:image:alt", [])), "")
                photo = walker.sources.photo([address], 0, alt)
                credit = _text(values.get("creditText")) or _text(values.get("creator")) or _text(values.get("author"))
                caption = rich(_text(values.get("caption")) or _text(values.get("description")))
                slip.add_photo(replace(photo, caption=caption, credit=credit), [address])
                return


def put_metadata(root: Element, slip: Slip) -> Metadata:
    """Put all but headline and description, which the page's own words settle; keep the rest as it stands."""
    nodes = list(_article_nodes(root))
    metas = _metas(root)
    _mark_lines(root, slip)
    for node in nodes:
        _put_node(node, slip)
    micro = _microdata(root)
    for name, value, line in micro:
        if SCHEMA.get(name) and name not in ("headline", "alternativeHeadline"):
            slip.put(SCHEMA[name], value, f"microdata {name}", line)
    known = list(META)
    for name in sorted(metas, key=lambda name: known.index(name) if name in META else len(known)):
        for value in metas[name]:
            _put_meta(name, value, slip)
    html = next(root.iter("html"), root)
    slip.put(
        "language", html.get("lang", "") or html.get("{http://www.w3.org/XML/1998/namespace}lang", ""), "html lang"
    )
    titles = [_text(node.get("headline")) for node in nodes]
    titles += [value for name, value, _ in micro if name == "headline"]
    titles += metas.get("og:title", []) + [words(part) for part in root.iter("title")][:1]
    return Metadata(nodes, metas, [title for title in dict.fromkeys(titles) if title])


def base_address(root: Element, text: str) -> str:
    """Return the address that the page was saved from or says is its own, "" for none."""
    saved = _SAVED_FROM.search(text[:3000])
    links = [link.get("href", "") for link in root.iter("link") if "canonical" in link.get("rel", "")]
    metas = [meta.get("content", "") for meta in root.iter("meta") if meta.get("property") == "og:url"]
    bases = [base.get("href", "") for base in root.iter("base")]
    found = [saved[1] if saved else "", *links, *metas, *bases]
    return next((address for address in found if is_web_address(address)), "")


def _article_nodes(root: Element) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD nodes that describe an article; scripts that are no JSON are passed over, as browsers do."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        text = _WRAPPING.sub("", _WRAPPING.sub("", script.text or ""))
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(value) if _is_article(node))


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    for node in _list(value):
        if isinstance(node, dict) and depth < 5:
            yield node
            yield from _nodes(node.get("@graph"), depth + 1)
            yield from _nodes(node.get("mainEntity"), depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in _list(node.get("@type")))


def _put_node(node: dict[str, Any], slip: Slip) -> None:
    for author in _list(node.get("author")) + _list(node.get("creator")):
        if name := _text(author):
            known = author if isinstance(author, dict) else {}
            uri, bio = _text(known.get("url")), _text(known.get("description"))
            person = Person(
                name, "author", _text(known.get("jobTitle")), _text(known.get("affiliation")),
                _text(known.get("email")), uri if is_web_address(uri) else "", bio,
            )  # fmt: skip
            slip.put_person(person, "json-ld author")
    for key, field in SCHEMA.items():
        if key in ("headline", "alternativeHeadline"):
            continue
        values = _list(node.get(key))
        if field == "keywords":
            values = [word for value in values for word in _text(value).split(",")]
        for value in values:
            slip.put(
                "keywords" if field == "section" and slip.has("section") else field, _text(value), f"json-ld/{key}"
            )
    rest = {key: value for key, value in node.items() if key != "articleBody"}
    if body := _text(node.get("articleBody")):
        slip.drop(body, "the text of the page again, for machines")
    slip.keep("json-ld", rest)


def _mark_lines(root: Element, slip: Slip) -> None:
    """Note on the lines of the page's head what they were taken for."""
    for part in root.iter("meta", "title", "script"):
        name = (part.get("property") or part.get("name") or part.get("itemprop") or "").lower()
        if part.tag == "title":
            slip.desk.mark(part.sourceline or 0, "metadata", "title → headline where the page shows none")
        elif "ld+json" in part.get("type", ""):
            slip.desk.mark(part.sourceline or 0, "metadata", "json-ld")
        elif name and part.get("content"):
            slip.desk.mark(part.sourceline or 0, "metadata", f"{name} → {META.get(name, 'extra')}")


def _metas(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        value = " ".join(meta.get("content", "").split())
        if name and value and value not in found.setdefault(name, []):
            found[name].append(value)
    return found


def _put_meta(name: str, value: str, slip: Slip) -> None:
    field = META.get(name, "")
    if field == "author" and not slip.has("persons") and not is_web_address(value):
        slip.put_person(Person(value, "author"), name)
    elif field == "keywords":
        for word in value.split(","):
            slip.put("keywords", word, name)
    elif field and field != "author":
        slip.put(field, value, f"meta/{name}")
    else:
        slip.keep(f"meta/{name}", value)


def _microdata(root: Element) -> list[tuple[str, str, int]]:
    """Return name, value and line of the properties of the page's article."""
    found: list[tuple[str, str, int]] = []
    for part in root.iter("*"):
        name = part.get("itemprop", "")
        scope = next((outer for outer in part.iterancestors() if outer.get("itemscope") is not None), None)
        if not name or scope is None or not _ARTICLE.search(scope.get("itemtype", "")):
            continue
        value = part.get("content") or part.get("datetime") or ("" if name == "articleBody" else words(part))
        found += [(each, value, part.sourceline or 0) for each in name.split()]
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """Return the text, or the name of the thing."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("url") or ""
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := _text(item)))
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
