"""What stands apart from the story: boxes between rules, and what another page holds."""

from __future__ import annotations

from exporter.makeup.blocks.flower import BOX_AIR, Flow, Flower, keep_together
from exporter.makeup.strips import Running, Solid, Strip
from exporter.model import Aside, Embed, Run, rich
from exporter.page import Line

WHOLE = 16  # slots: text in a box no higher than this is not divided


def set_aside(flower: Flower, block: Aside, left: float) -> Flow:
    """Return a box: title and text between rules."""
    desk = flower.desk
    width, color = flower.width - left, desk.style.colors["accent"].rgb
    inner: Flow = flower.text("aside-title", block.title, f"{block.id}-title", left)
    inner += flower.flow(block.blocks, "aside", left)
    flower.after_head = True
    air = BOX_AIR * desk.grid.step
    head = Solid((Strip(0, (Line(left, -air, left + width, -air, 1.5, color),), keep=True),), before=1)
    foot = Solid((Strip(0, (Line(left, air, left + width, air, 0.5, color),)),), before=0, after=1)
    height = sum(element.height for element in inner if isinstance(element, Running))
    keep_together([*inner, foot] if height <= WHOLE else inner)
    return [head, *inner, foot]


def set_embed(flower: Flower, block: Embed, left: float) -> Flow:
    """Return what can be printed of a post or film: who shows it, its title, its words, its address."""
    flow: Flow = []
    title = ": ".join(part for part in (block.provider, block.title) if part)
    flow += flower.text("aside-title", rich(title), block.id, left)
    flow += flower.flow(block.blocks, "embed", left)
    address = (Run(_short(block.url), (), block.url if "://" in block.url else ""),) if block.url else ()
    flow += flower.text("embed", address, block.id, left)
    keep_together(flow)
    flower.after_head = True
    return flow


def _short(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
