"""A file of roles: which line of a copied text is what, where the user knows better than the rules."""

from __future__ import annotations

from exporter.model.yaml import load_yaml
from exporter.readers.clipping.sheet import ROLES, SINGLE
from exporter.report import Faults, InputError, Place

DEPTH = 2  # lines with their roles, nothing in them
MOST_BYTES = 1_000_000


def read_roles(name: str, data: bytes) -> tuple[tuple[int, str], ...]:
    """Return line numbers with roles; raises InputError for a wrong line or role, or a second headline."""
    where, hint = Place(name), f"write NUMBER: ROLE; roles: {', '.join(ROLES)}"
    if len(data) > MOST_BYTES:
        raise InputError("larger than 1 MB", where, "is it the right file?")
    try:
        loaded = load_yaml(data.decode("utf-8-sig"), name, DEPTH)
    except UnicodeDecodeError as error:
        raise InputError("this is not UTF-8", where, "save the file as UTF-8") from error
    if not isinstance(loaded.value, dict):
        raise InputError("this is no list of lines with their roles", where, hint)
    roles: list[tuple[int, str]] = []
    faults = Faults()
    for line, role in loaded.value.items():
        number, place = str(line), Place(name, loaded.lines.get((line,), 0))
        with faults.keep():
            if not (number.isascii() and number.isdigit() and len(number) < 10 and int(number)) or role not in ROLES:
                raise InputError(f"{number[:40]}: {str(role)[:40]} is no line with a role", place, hint)
            if role in SINGLE and role in (given for _, given in roles):
                raise InputError(f"{role} is given to several lines", place, f"a story has one {role}")
            roles.append((int(number), role))
    faults.end()
    return tuple(roles)
