"""A story with everything a file can say otherwise, and the files that are made of it."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image

from exporter.backends.pdf.options import PdfOptions
from exporter.env import Env, fixed_env
from exporter.model import Edition
from exporter.pipeline import edit_story, export_edition, read_story
from exporter.preflight.compare.prove import prove
from exporter.preflight.compare.wanted import want
from exporter.report import Finding, Report
from exporter.style.load import load_style

FORMATS = ("pdf", "docx", "epub")
STORY = """---
publication: {name: The Quay Courier, date: 2026-03-03, edition: City}
section: Coast
page: A3
kicker: Winter harbour
headline: Storm keeps the fleet in port
subheads: [Sisters keep the lights on]
deck: A vote on Thursday decides whether the breakwater is built
byline: By Ida Strand
language: en
rights: © 2026 The Quay Courier
photos:
  - {src: quay.png, catchline: Northerly, caption: "The *harbour* at noon, with [a chart](https://example.org/chart).",
     credit: Mara Lind / Quay Pictures, alt: Boats lie against a wall.}
---

NORTHPORT — The fleet has not left for eleven days, and the ice house is full to the door.

Nobody on the quay counts on Friday.[^1] The forecast on the board was wiped off by hand.

> [!pull]
> Nobody counts on Friday.
> — Elder sister

## What the sisters say

They keep [two lamps](https://example.org/lamps) and *one* rule: who comes late goes home late.

> The figures are the figures, and the sea is the sea.
> — Second report

- Rope from the old store
- Oil for nine nights

| Year | Boats |
|:--|--:|
| 2024 | 31 |
| 2025 | 28 |

Table: Boats in harbour

> [!facts] The breakwater in figures
>
> Its length is to be 410 metres.

Q: Will it hold against the north?

A: It must hold, because there is no second one.

```
for boat in boats:
    count(boat)
```

The vote is on Thursday at four, in the old exchange above the market.

[^1]: Counted by the harbour office in March.
"""
# Two of each thing that could change places.
PAIRS = """---
headline: Storm keeps the fleet in port
language: en
photos:
  - {src: quay.png, caption: The harbour at noon., credit: Mara Lind, alt: Boats lie against a wall.}
  - {src: ice.png, caption: The ice house at night., credit: Jon Berg, alt: A dark door.}
---

The fleet has not left for eleven days.[^1]

Nobody counts on Friday.[^2]

> Nobody counts on Friday at all.
> — Elder sister

Between them a word is said.

> The figures are the figures.
> — Second report

| Year | Boats |
|:--|--:|
| 2024 | 31 |
| 2025 | 28 |

[^1]: Counted by the harbour office in March.
[^2]: The paper of the union said so.
"""
# Letters of a script from right to left with brackets, figures, Latin words, a link and a note between them.
ARABIC = """---
headline: ميناء يفتح ليلا
language: ar
byline: بقلم سارة
publication: {name: جريدة الميناء, date: 2025-11-14}
---

وصلت السفينة Halden Star إلى الميناء في الساعة 3:10 صباحا، بطول 294 مترا، ولم يرها أحد تقريبا. وعندما مرت أولى عربات الترام على الرصيف كانت السفينة مربوطة.

وقالت ["رئيسة الميناء"](https://example.org/a) إن السفن (الكبيرة) لا تنتظر.[^1]

[^1]: ملاحظة قصيرة.
"""
# Divided words and quotation marks of another language; no headline, so that books open with the first words.
GERMAN = """---
language: de
publication: Dorfblatt
---

Die Donaudampfschifffahrtsgesellschaft und die Verwaltungsgemeinschaft Niederwiesenbach haben sich nach siebzehnjährigen Auseinandersetzungen über die Landungsbrückenbenutzungsgebühren verständigt, teilte die Gemeindeverwaltung mit.

„So weit“, sagte sie, „war man noch nie.“
"""
# Quotations that are marked and have no signs of their own.
QUOTED = """---
language: fr
headline: <q>Brume</q> sur le port
---

Elle a dit <q>oui, le mot [Nebel]{lang=de} et <q>brume</q> se valent</q>, puis rien.
"""


@cache
def env() -> Env:
    """Return files in memory: two pictures, two by one."""
    file = BytesIO()
    Image.new("RGB", (1200, 600), "#8899aa").save(file, "PNG")
    return fixed_env({"quay.png": file.getvalue(), "ice.png": file.getvalue()})


@cache
def told(text: str = STORY) -> Edition:
    """Return the story as it is ready for export."""
    return edit_story(read_story(text.encode(), "story.md", env(), Report()).edition, env(), Report())


def made(edition: Edition, format: str, look: str = "newspaper", pdf: PdfOptions | None = None) -> bytes:
    """Return the file."""
    return export_edition(edition, format, load_style(look), env(), Report(), pdf)


def compared(data: bytes, format: str, edition: Edition | None = None, look: str = "newspaper") -> tuple[Finding, ...]:
    """Return what the file says otherwise than the story."""
    return prove(data, format, want(edition or told(), load_style(look)))


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """Return the codes in order."""
    return [finding.code for finding in findings]
