"""`exporter styles`: the looks there are, or one of them."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from exporter.length import format_length
from exporter.report import EXIT_OK
from exporter.style.load import load_style, style_names
from exporter.style.model import Style
from exporter.style.paper import PAGE_SIZES


@click.command("styles", short_help="List the looks, or show one of them.")
@click.argument("names", metavar="[NAME|FILE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="The same as one JSON document.")
def styles(names: tuple[str, ...], as_json: bool) -> int:
    """List the looks, or show the ones named. A FILE that is wrong is an error with its line."""
    found = [load_style(name) for name in names or style_names()]
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode([_record(style) for style in found])).decode())
        return EXIT_OK
    width = max(len(style.name) for style in found)
    for style in found:
        page, body = style.page, style.text["body"]
        columns = f"{page.columns} column{'s' if page.columns > 1 else ''} of {format_length(page.column_width)}"
        face = f"{style.families[body.family].name} {body.size:g} on {body.leading:g} pt"
        click.echo(f"{style.name:<{width}}  {style.description}")
        click.echo(f"{'':<{width}}  {page.size_name}, {columns}, {face}")
    if not names:
        click.echo(f"\npage sizes: {', '.join(PAGE_SIZES)}, or 210x275mm")
    return EXIT_OK


def _record(style: Style) -> dict[str, Any]:
    page = style.page
    return {
        "name": style.name,
        "description": style.description,
        "page": {"size": page.size_name, "width": page.width, "height": page.height, "columns": page.columns},
        "families": {key: family.name for key, family in style.families.items()},
        "text": {
            role: {
                "family": style.families[text.family].name,
                "face": text.slot,
                "size": text.size,
                "leading": text.leading,
            }
            for role, text in style.text.items()
        },
    }
