"""What was met in a Word file that is not in the story, told once each."""

from __future__ import annotations

from exporter.readers.docx.items import Noticed
from exporter.readers.docx.package import W, WordFile
from exporter.report import Place, Report


def tell(noticed: Noticed, file: WordFile, source: str, report: Report, *, ours: bool) -> None:
    """Make one finding for each kind of thing that was left out, settled or guessed."""
    place, counts = Place(source), noticed.counts
    name = file.part("comments")
    if name and (comments := len(file.xml(name).findall(W + "comment"))):
        report.add("docx-comments", "warning", f"{_count(comments, 'comment')} left out", place, "settle them in Word")
    if number := counts["tracked"]:
        message = f"{_count(number, 'tracked change')} taken as accepted"
        report.add("docx-changes-accepted", "info", message, place, "accept or reject them in Word to be sure")
    for kind, what in (
        ("hidden", "stretch of hidden text"),
        ("object", "embedded object or drawing"),
        ("symbol", "sign of a symbol font"),
        ("picture", "picture that is linked or of no use here"),
    ):
        if number := counts[kind]:
            report.add("docx-left-out", "warning", f"{_count(number, what)} left out", place, "compare with Word")
    for kind, what in (("text box", "text box"), ("formula", "formula")):
        if number := counts[kind]:
            message = f"{_count(number, what)} read as plain text"
            report.add("docx-flattened", "warning", message, place, "see whether it stands in the right place")
    if noticed.looks:
        names = ", ".join(_count(number, role) for role, number in noticed.looks.items())
        message = f"told by their looks, without a style that says so: {names}"
        report.add("docx-looks", "info", message, place, "exporter inspect shows each; Word's styles say it for sure")
    if noticed.styles and not ours:
        names = ", ".join(sorted(noticed.styles)[:8])
        report.add("docx-style-guessed", "info", f"styles taken for plain text: {names}", place,
                   "use Word's Title, Subtitle, Heading, Quote, List and Caption")  # fmt: skip


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
