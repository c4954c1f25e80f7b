"""A file of roles: which line of a copied text is what, where the user knows better than the rules."""

from __future__ import annotations

from exporter.model.yaml import load_yaml
from exporter.readers.clipping.sheet import ROLES, SINGLE
from exporter.report import InputError, Place

DEPTH = 2  # lines with their roles, nothing in them
MOST_BYTES = 1_000_000


def read_roles(name: str, data: bytes) -> tuple[tuple[int, str], ...]:
    """Return line numbers with roles; raises InputError for a wrong line or role, or a second headline."""
    where, hint = Place(name), f"write NUMBER: ROLE; roles: {', '.join(ROLES)}"
    if len(data) > MOST_BYTES:
        raise InputError("larger than 1 MB", where, "is it the right file?")
    try:
        value = load_yaml(data.decode("utf-8-sig"), name, DEPTH).value
    except UnicodeDecodeError as error:
        raise InputError("this is not UTF-8", where, "save the file as UTF-8") from error
    if not isinstance(value, dict):
        raise InputError("this is no list of lines with their roles", where, hint)
    roles: list[tuple[int, str]] = []
    for line, role in value.items():
        number = str(line)
        if not (number.isascii() and number.isdigit() and len(number) < 10 and int(number)) or role not in ROLES:
            raise InputError(f"{number[:40]}: {str(role)[:40]} is no line with a role", where, hint)
        roles.append((int(number), role))
    for role in SINGLE:
        if sum(given == role for _, given in roles) > 1:
            raise InputError(f"{role} is given to several lines", where, f"a story has one {role}")
    return tuple(roles)
