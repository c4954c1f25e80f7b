"""Pages of the web as stories: what the user allows, and the page of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from exporter.cli.stories import Story
from exporter.env import Env

if TYPE_CHECKING:
    from exporter.fetch import Transport
    from exporter.readers.reading import Given

WEB = (
    click.option(
        "--fetch", "addresses", multiple=True, metavar="URL", help="Page of the web as a story; may be repeated."
    ),
    click.option(
        "--allow-host",
        "hosts",
        multiple=True,
        metavar="HOST",
        help="Another host that a fetched page may lead to or have pictures from; may be repeated.",
    ),
)


class Permit(Struct, frozen=True):
    """What may be fetched besides a page's own host; `transport` None is the network."""

    hosts: tuple[str, ...] = ()
    transport: Transport | None = None


def fetch_page(story: Story, env: Env, given: Given, permit: Permit) -> tuple[bytes, Given]:
    """Return the page and what is given, with its address; raises ResourceError and InputError.

    From now on `env` also opens the page's pictures on the hosts that are allowed.
    """
    from exporter.fetch import SYSTEM, Web

    web = Web(story.address, permit.hosts, permit.transport or SYSTEM, env.limits)
    page = web.page()
    env.web = web
    return page.data, replace(given, source_url=given.source_url or page.address)
