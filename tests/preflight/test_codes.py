"""Every code that can be shown is explained, and every explained code can be shown."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import exporter
from exporter.preflight.codes import read_codes
from exporter.report import ExporterError

ROOT = Path(exporter.__file__).parent
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SEVERITIES = ("info", "warning", "error")


@cache
def nodes() -> tuple[tuple[Path, ast.AST], ...]:
    """Return all of the program, node by node, each with its file."""
    parsed = ((path, ast.parse(path.read_text("utf-8"))) for path in sorted(ROOT.rglob("*.py")))
    wanted = (ast.Call, ast.Tuple, ast.Constant)
    return tuple((path, node) for path, tree in parsed for node in ast.walk(tree) if isinstance(node, wanted))


@cache
def used_codes() -> tuple[tuple[str, str, str], ...]:
    """Return code, severity and place of every finding: a call or tuple that begins with a code and a severity, or a
    call of a function that is named after a severity and begins with a code."""
    return tuple(_used_codes())


def _used_codes() -> Iterator[tuple[str, str, str]]:
    for path, node in nodes():
        if not isinstance(node, ast.Constant):
            parts = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
            values = [part.value if isinstance(part, ast.Constant) else None for part in parts[:2]]
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.lstrip("_")
            severity = named if named in SEVERITIES else values[1] if len(values) == 2 else None
            if values and SLUG.fullmatch(str(values[0])) and severity in SEVERITIES and values[0] not in SEVERITIES:
                yield str(values[0]), str(severity), f"{path.relative_to(ROOT)}:{node.lineno}"


def error_codes(kind: type[ExporterError] = ExporterError) -> set[str]:
    return {kind.code}.union(*(error_codes(child) for child in kind.__subclasses__()))


def test_every_code_in_the_program_is_explained() -> None:
    codes = read_codes()
    missing = [(code, place) for code, _, place in used_codes() if code not in codes]
    assert not missing
    assert error_codes() <= set(codes)


def test_every_explained_code_is_in_the_program() -> None:
    literals = {node.value for _, node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert set(read_codes()) - literals == set()


def test_a_code_is_explained_with_its_gravest_severity() -> None:
    codes = read_codes()
    for code, severity, place in used_codes():
        assert SEVERITIES.index(severity) <= SEVERITIES.index(codes[code].severity), (code, place)


def test_a_code_is_a_slug_with_a_meaning_and_a_remedy() -> None:
    for code, entry in read_codes().items():
        assert SLUG.fullmatch(code)
        assert entry.means.endswith(".")
        assert entry.remedy.endswith(".")
        assert not entry.clause or re.match(r"(ISO|WCAG|EPUB|BCP|OpenType)\b", entry.clause)
        assert not entry.link or (entry.clause and entry.link.startswith("https://"))


def test_what_is_held_against_a_finished_file_rests_on_a_standard() -> None:
    """All but what our own files carry along, and what no standard but every reader asks."""
    house = {
        "docx-id-twice",
        "docx-style-unknown",
        "docx-link-unsafe",
        "docx-field-unsafe",
        "docx-leftover",
        "epub-link-broken",
    }
    checks = ("preflight/pdf.py", "preflight/epub.py", "preflight/docx.py")
    found = {code for code, _, place in used_codes() if place.startswith(checks)}
    codes = read_codes()
    assert {code for code in found if not codes[code].clause} == house


def test_there_is_a_case_for_every_code_and_for_nothing_else() -> None:
    """`cases/CODE/` holds what triggers the code, as test_cases.py tells."""
    cases = {path.name for path in (Path(__file__).parent / "cases").iterdir()}
    assert cases == set(read_codes())
