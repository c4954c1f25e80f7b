"""Standards as questions that a profile answers, one file for each profile."""

from __future__ import annotations

from difflib import get_close_matches

from exporter.backends.pdf.profiles import archive, archive_source, press, press_archive, ua2, web
from exporter.backends.pdf.profiles.profile import Profile
from exporter.report import UsageError

PROFILES: dict[str, Profile] = {
    module.PROFILE.name: module.PROFILE for module in (archive, archive_source, press, press_archive, web, ua2)
}


def find_profile(name: str) -> Profile:
    """Return the profile called so; raises UsageError that names the nearest one."""
    if name not in PROFILES:
        near = get_close_matches(name, PROFILES, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"profiles: {', '.join(PROFILES)}"
        raise UsageError(f"no PDF profile is called {name!r}", hint=hint)
    return PROFILES[name]


__all__ = ["PROFILES", "Profile", "find_profile"]
