"""A clipping written for the tests, in the shape a newspaper reader copies, and the way to read one."""

from exporter.env import fixed_env
from exporter.model import Article, text_of
from exporter.readers import Given, Reading, read
from exporter.report import Report

CAPTION = (
    "Ferry master Ida Lund (left) hands the harbour keys to mayor Olav Brekke (right) on the new quay "
    "in Sandvik on May 3, 2026."
)
OPENING = (
    "The new harbour opened on Sunday with three brass bands and no ship, because the only ferry of the island was "
    "still in dry dock on the mainland."
)
SECOND = (
    "“We have waited eleven years, we can wait until Tuesday,” Brekke told the crowd, which laughed and went on eating "
    "waffles in the rain."
)
THIRD = (
    "The council had put off the opening twice, first for want of gravel and then for want of an agreement on who pays "
    "for the lamps."
)
LAST = "The first ship is now expected on Tuesday, if the wind allows it, the harbour office said in a statement."
CLIPPING = f"""The Island Courier

Sandvik opens a ‘harbour for all’ without a ship


SANDVIK — {OPENING}

{SECOND}

Gravel and lamps

{THIRD}

{LAST}

{CAPTION}
NORDFOTO PHOTO VIA AP KEYS WITHOUT A SHIP {CAPTION}

Newspapers in English

Newspapers from Norway
"""


def read_text(text: str, name: str = "story.txt", given: Given | None = None, format: str = "") -> Reading:
    """Return the reading of a text in memory."""
    return read(text.encode(), name, given or Given(), fixed_env(), Report(), format)


def article_of(text: str, name: str = "story.txt", given: Given | None = None, format: str = "") -> Article:
    """Return the one article of a text in memory."""
    (article,) = read_text(text, name, given, format).edition.articles
    return article


def texts(article: Article) -> list[str]:
    """Return the words of each top-level block that has words of its own."""
    return [text_of(block.text) for block in article.body if hasattr(block, "text") and not isinstance(block.text, str)]


def roles(reading: Reading) -> dict[int, str]:
    """Return the role of each line."""
    return {line.line: line.role for line in reading.trace}


def codes(reading: Reading) -> list[str]:
    """Return the codes of the findings in order."""
    return [finding.code for finding in reading.findings]
