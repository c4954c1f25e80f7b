"""The desk: what is noticed about one file of tags or keys while its stories are read."""

from __future__ import annotations

from exporter.env import Env
from exporter.readers.clean import Cleaner
from exporter.readers.reading import Source, Trace
from exporter.report import Report, Severity


class Desk:
    """Findings, the pictures that came inside the file, and the role of every line. Lines count from 1; 0 = unknown."""

    def __init__(self, source: Source, env: Env, report: Report) -> None:
        self.source, self.env, self.report = source, env, report
        self.cleaner = Cleaner()
        self.files: dict[str, bytes] = {}
        self._roles: dict[int, dict[tuple[str, str], None]] = {}

    @property
    def name(self) -> str:
        """Return the name by which findings call the file."""
        return self.source.name

    def find(self, code: str, severity: Severity, message: str, line: int = 0, hint: str = "") -> None:
        """Make a finding at the line."""
        self.report.add(code, severity, message, self.source.place(line), hint)

    def mark(self, line: int, role: str, why: str = "") -> None:
        """Note what something on the line was taken for; a line may hold several things."""
        if line:
            self._roles.setdefault(line, {})[role, why] = None

    def trace(self) -> tuple[Trace, ...]:
        """Return the role of every source line; a line where nothing begins goes with the one above."""
        traced: list[Trace] = []
        for number, text in enumerate(self.source.lines, start=1):
            roles = list(self._roles.get(number, {}))
            role = ", ".join(dict.fromkeys(role for role, _ in roles)) or ("tags" if text.strip() else "blank")
            traced.append(Trace(number, text, role, "; ".join(dict.fromkeys(why for _, why in roles if why))))
        return tuple(traced)

    def tell(self) -> None:
        """Make the findings about characters that were left out of strings."""
        self.cleaner.tell(self.name, self.report)
