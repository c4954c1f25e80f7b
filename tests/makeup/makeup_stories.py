"""Stories for the tests of make-up, with the words of one invented newspaper."""

from __future__ import annotations

from io import BytesIO

from PIL import Image as Picture

from exporter.copyedit import copyedit
from exporter.env import Env, fixed_env
from exporter.makeup.compose import make_pages
from exporter.model import (
    Article,
    Block,
    Crosshead,
    Dateline,
    Edition,
    Paragraph,
    Photo,
    Publication,
    edition_of,
    rich,
)
from exporter.page import Page, Text
from exporter.report import Report
from exporter.style.load import load_style

SENTENCES = (
    "The council of Port Amber voted late on Tuesday to rebuild the northern mole.",
    "It ends a dispute that had divided the town for the better part of a decade and cost two mayors their office.",
    "Fishermen who had blocked the quay road since Sunday went home after the announcement.",
    "“We can finally plan again,” said the harbour master, whose predecessor had resigned in protest.",
    "The works are to begin before the autumn storms, and the ferry will use the inner basin until they are finished.",
    "Opponents said that they would ask the regional court to look at the tender once more.",
    "Whether the fish market can stay open during the first two years nobody would say with certainty.",
)


def paragraphs(count: int, first: int = 0) -> list[Block]:
    """Return paragraphs of one to four sentences, each different."""
    blocks: list[Block] = []
    for number in range(first, first + count):
        picked = [SENTENCES[(number * 3 + step * 2) % 7] for step in range(1 + number % 4)]
        blocks.append(Paragraph(text=rich(" ".join(picked) + f" So ends part {number}.")))
    return blocks


def picture(width: int = 1800, height: int = 1200) -> bytes:
    """Return a grey JPEG of the size."""
    stream = BytesIO()
    Picture.new("L", (width, height), 128).save(stream, "JPEG")
    return stream.getvalue()


def photo(**fields: object) -> Photo:
    """Return a photo with all that a caption has."""
    known = {"id": "p1", "src": "photo.jpg", "caption": rich("Cranes before sunrise."), "credit": "Ina Solberg"}
    return Photo(**{**known, "catchline": "WAITING", "alt": "Cranes", **fields})  # type: ignore[arg-type]


def story(body: list[Block], **fields: object) -> Article:
    """Return an article with a head and a dateline."""
    known: dict[str, object] = {
        "language": "en",
        "publication": Publication(name="The Port Amber Courier", date="2026-03-04"),
        "headline": rich("Town votes to rebuild the mole it fought over for ten years"),
        "dateline": Dateline(raw="PORT AMBER — ", place="PORT AMBER"),
        "body": tuple(body),
    }
    return Article(**{**known, **fields})  # type: ignore[arg-type]


def long_story(count: int = 20, **fields: object) -> Article:
    """Return a story of so many paragraphs with two crossheads."""
    body = paragraphs(count)
    body.insert(count // 3, Crosshead(text=rich("A costly storm")))
    body.insert(2 * count // 3, Crosshead(text=rich("What comes next")))
    return story(body, **fields)


def made(*articles: Article, style: str = "newspaper", env: Env | None = None, report: Report | None = None,
         **options: object) -> tuple[Page, ...]:  # fmt: skip
    """Return the pages of the articles."""
    env = env or fixed_env({"photo.jpg": picture(), "tall.jpg": picture(1200, 1800)})
    return make_pages(edition(*articles), load_style(style, **options), env, report or Report())  # type: ignore[arg-type]


def edition(*articles: Article) -> Edition:
    """Return the copy-edited edition of the articles."""
    return copyedit(edition_of(*articles))


def texts(page: Page, block: str = "") -> list[Text]:
    """Return the text items of a page that belong to a body block (or to the one given)."""
    return [
        item
        for item in page.items
        if isinstance(item, Text)
        and (item.block == block if block else "-b" in item.block and "-title" not in item.block)
    ]


def words(pages: tuple[Page, ...]) -> dict[str, str]:
    """Return the text of each block as a reader gets it, white space made even."""
    parts: dict[str, list[str]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Text):
                told = "".join("".join(run.texts) for _, run in item.runs) if item.replaces is None else item.replaces
                parts.setdefault(item.block, []).append(told)
    return {block: " ".join("".join(pieces).split()) for block, pieces in parts.items()}
