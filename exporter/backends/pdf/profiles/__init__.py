"""Standards as questions that a profile answers, one file for each profile."""

from __future__ import annotations

from exporter.backends.pdf.profiles import archive, archive_source, press, press_archive, ua2, web
from exporter.backends.pdf.profiles.profile import Profile
from exporter.report import UsageError
from exporter.wording import nearest_name

PROFILES: dict[str, Profile] = {
    module.PROFILE.name: module.PROFILE for module in (archive, archive_source, press, press_archive, web, ua2)
}


def find_profile(name: str) -> Profile:
    """Return the profile called so; raises UsageError that says why not, or names the nearest one."""
    if name in PROFILES:
        return PROFILES[name]
    parts = [PROFILES[part] for part in name.split("+") if part in PROFILES]
    if len(parts) > 1 and (reason := _conflict(parts)):
        raise UsageError(f"no file can be {name}: {reason}", hint="make one file of each")
    near = nearest_name(name, PROFILES)
    hint = f"did you mean {near!r}?" if near and not parts else f"profiles: {', '.join(PROFILES)}"
    raise UsageError(f"no PDF profile is called {name!r}", hint=hint)


def _conflict(parts: list[Profile]) -> str:
    """Return why no file can follow all these profiles, "" where only nobody has asked for it yet."""
    oldest, newest = min(parts, key=Profile.version), max(parts, key=Profile.version)
    if newest.is_pdf2() and not oldest.is_pdf2():
        return "the standards of {} rest on PDF {}.{}, those of {} on PDF {}.{}".format(
            oldest.name, *oldest.version(), newest.name, *newest.version()
        )
    if any(part.prints_inks() for part in parts) and any(part.loads_page_by_page for part in parts):
        return "a press prints inks, the web shows colours of a screen"
    return ""


__all__ = ["PROFILES", "Profile", "find_profile"]
