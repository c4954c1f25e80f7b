"""Who may import whom: the table that keeps the house apart. Imports inside functions count too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "exporter"

EVERYWHERE = {"report", "length", "limits", "dates", "env", "pictures", "wording", "regex", "zips"}
# Longest prefix wins. Each entry: the parts of exporter that the module may import besides itself and EVERYWHERE.
ALLOWED: dict[str, set[str]] = {
    "report": set(),
    "length": set(),
    "limits": set(),
    "env": {"limits", "pictures", "report"},
    "pictures": {"limits", "report"},
    "dates": {"limits"},
    "wording": {"regex"},
    "zips": set(),
    "regex": set(),
    "fetch": set(),
    "output": {"report"},
    "bind": {"model"},
    "changes": {"model"},
    "page": set(),
    "model": set(),
    "style": set(),
    "readers": {"model"},
    "copyedit": {"model"},
    "typeset": {"style", "page"},
    "makeup": {"model", "style", "typeset", "page"},
    "backends": {"backends"},  # its table names them
    "backends.docx": {"model", "style"},
    "backends.epub": {"model", "style", "page"},
    "backends.json": {"model", "style"},
    "backends.dump": {"page", "model", "style"},
    "backends.pdf": {"page", "model", "style"},
    "preflight": {"model", "page", "style"},
    "pipeline": {"model", "page", "style", "readers", "copyedit", "makeup", "backends", "preflight", "output"},
    "cli": {
        "model",
        "page",
        "style",
        "readers",
        "copyedit",
        "backends",
        "preflight",
        "pipeline",
        "bind",
        "changes",
        "output",
        "fetch",
        "",
    },
    "__main__": {"cli"},
    "": {"model", "style", "readers", "pipeline", "preflight"},  # exporter/__init__.py
}
HOMES: dict[str, tuple[str, ...]] = {
    # heavy library: the only parts of the house that may touch it
    "reportlab": ("backends.pdf",),
    "docx": ("backends.docx",),
    "ebooklib": ("backends.epub",),
    "click": ("cli",),
    "pyphen": ("typeset",),
    "markdown_it": ("readers",),
    "mdit_py_plugins": ("readers",),
    "yaml": ("readers", "model"),
    "trafilatura": ("readers.html",),
    "pikepdf": ("backends.pdf", "preflight"),
    "PIL": ("pictures", "backends.epub", "backends.pdf"),  # the gate; the drawn cover; pixels in inks
}
NAMED = re.compile(r"exporter(\.\w+)+(:\w+)?")
MODULES = sorted(ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything the module imports, wherever in it, and of modules named in its tables."""
    package = ["exporter", *path.relative_to(ROOT).parent.parts]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMED.fullmatch(node.value):
            yield node.value.partition(":")[0]


def longest(name: str, table: dict[str, set[str]]) -> str:
    parts = name.split(".")
    candidates = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((candidate for candidate in candidates if candidate in table), "")


def inside(name: str, part: str) -> bool:
    return name == part or name.startswith(part + ".")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    name = name_of(path)
    layer = longest(name, ALLOWED) if name else ""
    assert layer or not name, f"{name} stands in no layer of the table"
    for imported in imports_of(path):
        if not inside(imported, "exporter"):
            continue
        target = imported.removeprefix("exporter").removeprefix(".")
        part = target.split(".")[0]
        if part == "__version__":
            part = ""
        same = inside(target, layer) if layer else False
        allowed = part in ALLOWED[layer] or part in EVERYWHERE or same
        assert allowed, f"exporter/{path.relative_to(ROOT)} imports {imported}; {layer or 'exporter'} may not"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_heavy_library_is_imported_only_in_its_home(path: Path) -> None:
    name = name_of(path)
    for imported in imports_of(path):
        library = imported.split(".")[0]
        if library in HOMES:
            homes = HOMES[library]
            assert any(inside(name, home) for home in homes), f"{name} imports {library}, at home in {homes}"


def test_no_module_but_one_compiles_regular_expressions() -> None:
    """Written with exporter.regex.regex they are compiled at their first use."""
    assert [name_of(path) for path in MODULES if "re.compile(" in path.read_text("utf-8")] == ["regex"]


def test_the_pages_do_not_know_what_paints_them() -> None:
    assert not [name for name in imports_of(ROOT / "page.py") if inside(name, "exporter")]


def test_paint_and_dump_see_only_the_fonts_and_values_of_a_style() -> None:
    for path in [*(ROOT / "backends" / "pdf").rglob("*.py"), ROOT / "backends" / "dump.py"]:
        for imported in imports_of(path):
            if inside(imported, "exporter.style"):
                assert inside(imported, "exporter.style.fonts") or inside(imported, "exporter.style.model")
