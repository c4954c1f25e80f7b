"""`exporter explain CODE`: what a code means and what to do."""

from __future__ import annotations

import click

from exporter.preflight.codes import read_codes
from exporter.report import EXIT_OK, UsageError
from exporter.wording import nearest_name


@click.command("explain", short_help="Say what the code of a finding means and what to do.")
@click.argument("names", metavar="[CODE]...", nargs=-1)
def explain(names: tuple[str, ...]) -> int:
    """Say what the code of a finding means, what to do, and which clause of a standard asks for it.

    Without CODE, all of them.
    """
    codes = read_codes()
    for name in names:
        if name not in codes:
            near = nearest_name(name, codes)
            hint = f"did you mean {near!r}?" if near else "exporter explain, without a code, lists all"
            raise UsageError(f"no finding has the code {name!r}", hint=hint)
    for name in names or codes:
        code = codes[name]
        clause = f"asked for by {code.clause}" if code.clause else ""
        told = (f"{name} ({code.severity})", code.means, code.remedy, clause, code.link)
        click.echo("\n  ".join(line for line in told if line))
    return EXIT_OK
