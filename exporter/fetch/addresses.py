"""Which addresses may be fetched: http and https, hosts that the user named, numbers that the public can reach."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from msgspec import Struct

from exporter.regex import regex
from exporter.report import ResourceError

PORTS = {"http": 80, "https": 443}
Resolve = Callable[[str, int], list[str]]
_NUMBER = regex(r"0x[0-9a-f]*|\d+")
_HOST = regex(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
# Ways to write an IPv4 address inside an IPv6 one, and networks that Python does not call private.
_TUNNELS = tuple(map(IPv6Network, ("64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10", "5f00::/16")))
_PRIVATE_HINT = "only public addresses are fetched; save the page and name the file"


class Address(Struct, frozen=True):
    """A checked address; `host` in lower case ASCII, `target` is path and query as they are sent."""

    text: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Return the value of the header ``Host``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def parse_address(text: str) -> Address:
    """Return the address in its parts, without what follows ``#``; raises ResourceError for what is not fetched."""
    shown = text if len(text) <= 200 else f"{text[:197]}…"
    if re.search(r"[\x00-\x20\x7f\\]", text):
        raise ResourceError(f"{shown!r} is no web address", hint="write spaces as %20")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ResourceError(f"{shown} is no web address: {error}", hint="such as https://example.org/story") from error
    if parts.scheme not in PORTS:
        raise ResourceError(f"{shown} is not fetched: it does not begin with http", hint="http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise ResourceError(f"the address on {parts.hostname} holds a name or password", hint="leave it out")
    if port == 0:
        raise ResourceError(f"{shown} names the port 0", hint="leave the port out")
    host = normal_host(parts.hostname or "")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]{}|^`")
    number = port or PORTS[parts.scheme]
    whole = Address("", parts.scheme, host, number, f"{target}?{query}" if query else target)
    return Address(f"{whole.scheme}://{whole.authority}{whole.target}", whole.scheme, host, number, whole.target)


def normal_host(host: str) -> str:
    """Return the host as it is compared; raises ResourceError for what no host is called.

    ``2130706433``, ``0x7f.1`` and ``127.1`` are 127.0.0.1 for some systems: a host that ends in a number must be a
    whole address of four (as https://url.spec.whatwg.org/#ends-in-a-number-checker says of what is one).
    """
    try:
        return str(ip_address(host.strip("[]").partition("%")[0]))
    except ValueError:
        plain = host.rstrip(".").lower()
    try:
        plain = plain if plain.isascii() else plain.encode("idna").decode("ascii")
    except UnicodeError:
        plain = ""
    if not _HOST.fullmatch(plain) or _NUMBER.fullmatch(plain.rpartition(".")[2]):
        raise ResourceError(f"{host[:80]!r} is no host", hint="hosts are named like www.example.org")
    return plain


def check_host(address: Address, hosts: set[str], ports: set[int]) -> None:
    """Raise ResourceError where the user did not allow the host."""
    if address.host not in hosts:
        raise ResourceError(
            f"{address.text} lies on {address.host}, which is not allowed", hint=f"add --allow-host {address.host}"
        )
    if address.port not in ports:
        raise ResourceError(f"{address.text} is at port {address.port}", hint="fetch it by itself, if you trust it")


def public_numbers(address: Address, resolve: Resolve) -> tuple[str, ...]:
    """Return the numeric addresses of the host, all of them public; raises ResourceError where one is not.

    The caller connects to these and asks for the name no second time: an answer that changes cannot lead it elsewhere.
    """
    try:
        numbers = [str(ip_address(address.host))]
    except ValueError:
        try:
            numbers = resolve(address.host, address.port)
        except (OSError, UnicodeError) as error:
            hint = "check the address and the connection"
            raise ResourceError(f"{address.host} cannot be found", hint=hint) from error
    if not numbers:
        raise ResourceError(f"{address.host} has no address", hint="check the address")
    for number in numbers:
        if not is_public(number):
            raise ResourceError(f"{address.text} is refused: {number} is not public", hint=_PRIVATE_HINT)
    return tuple(dict.fromkeys(numbers))


def is_public(number: str) -> bool:
    """Return True for an address that anybody can reach: not private, loopback, link-local, multicast or reserved."""
    try:
        address: IPv4Address | IPv6Address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.scope_id is not None or any(address in network for network in _TUNNELS):
            return False
        if address in _NAT64:
            address = IPv4Address(int(address) & 0xFFFFFFFF)
        elif address.ipv4_mapped:
            address = address.ipv4_mapped
    barred = (
        address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
        or address.is_reserved or address.is_unspecified
    )  # fmt: skip
    return address.is_global and not barred
